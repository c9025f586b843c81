from __future__ import annotations

import pytest

from cleaner.batch import ledger
from cleaner.batch.plan import extended, sources_of
from cleaner.errors import CleanerError, UsageError
from cleaner.inputs import Source


def _sources(*names):
    return [Source(f"raw/{name}", name) for name in names]


def _shards(plan):
    return [(shard.name, [source.name for source in shard.sources]) for shard in plan.shards]


def test_an_archive_is_a_shard_and_so_are_some_files_of_one_page(monkeypatch):
    monkeypatch.setattr("cleaner.batch.plan._PAGES", 2)

    plan = extended(None, _sources("a.html", "b.warc.gz", "c.html", "d.html", "E.JSONL.ZST"), ".jsonl", {})

    assert _shards(plan) == [
        ("part-00000", ["b.warc.gz"]),
        ("part-00001", ["E.JSONL.ZST"]),
        ("part-00002", ["a.html", "c.html"]),
        ("part-00003", ["d.html"]),
    ]


def test_what_a_plan_knows_keeps_its_name_when_more_is_added():
    plan = extended(None, _sources("b.warc"), ".jsonl", {})

    plan = extended(plan, _sources("a.warc", "b.warc"), ".jsonl", {})

    assert _shards(plan) == [("part-00000", ["b.warc"]), ("part-00001", ["a.warc"])]


def test_a_run_goes_on_in_the_format_it_was_begun_in():
    plan = extended(None, _sources("b.warc"), ".jsonl", {})

    with pytest.raises(UsageError, match=r"begun with format '\.jsonl', not '\.parquet'"):
        extended(plan, [], ".parquet", {})


def test_a_plan_comes_back_as_it_was_written(tmp_path):
    plan = extended(None, _sources("a.warc", "b.html"), ".jsonl", {"keep": ["bio"]})

    ledger.write_plan(str(tmp_path), plan)

    assert ledger.read_plan(str(tmp_path)) == plan
    assert ledger.read_plan(f"{tmp_path}/elsewhere") is None


@pytest.mark.parametrize("content", ["", "[]", '{"name": "part-00000"}', '{"failures": [{"where": 1}]}'])
def test_what_others_wrote_is_no_ledger(tmp_path, content):
    (tmp_path / ".cleaner").mkdir()
    for name in ("plan.json", "part-00000.json"):
        (tmp_path / ".cleaner" / name).write_text(content)

    with pytest.raises(CleanerError, match=r"plan\.json: not a ledger of ours"):
        ledger.read_plan(str(tmp_path))
    with pytest.raises(CleanerError, match=r"part-00000\.json: not a ledger of ours"):
        ledger.entry_of(str(tmp_path), "part-00000")


def test_urls_stand_for_the_files_behind_them(tmp_path):
    (tmp_path / "a.warc").write_bytes(b"x")
    (tmp_path / "b.html").write_bytes(b"x")

    found = [source.path for source in sources_of([f"file://{tmp_path}/*", str(tmp_path / "b.html")])]

    assert found == [f"file://{tmp_path}/a.warc", f"file://{tmp_path}/b.html", f"{tmp_path}/b.html"]


def test_in_a_folder_behind_a_url_what_is_no_page_is_passed_over_as_on_the_disk(tmp_path):
    for name in ("a.html", "b.css", "a_files/c.html", "d.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("<p>Ten huts")

    passed = []
    found = [source.path for source in sources_of([f"file://{tmp_path}"], passed=passed.append)]

    assert found == [f"file://{tmp_path}/a.html"]
    assert passed == [".css", ".png"]

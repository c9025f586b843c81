from __future__ import annotations

import sys

import pytest

from cleaner.batch import ledger
from cleaner.batch.pool import Limits
from cleaner.batch.shard import clean_shard
from cleaner.corpus import rows
from cleaner.errors import UsageError
from cleaner.pipeline import Options
from tests.batch.crawl import Harm, archive, page

QUICK = Options(engine="density")


def _titles(*files: str) -> list[str]:
    return [row["title"] for file in files for row in rows.read(str(file))]


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux caps the memory of a process")
def test_pages_that_loop_crash_or_eat_memory_are_rows_of_the_ledger(tmp_path):
    crawl = archive(tmp_path / "crawl.warc.gz", [1, "loops", 2, "crashes", 3, "eats", 4])
    limits = Limits(jobs=2, timeout_s=4, memory_bytes=512 << 20)

    entry = clean_shard(
        str(crawl), f"{tmp_path}/out/part.jsonl.zst", options=Options(Harm(), "density"), limits=limits
    )

    assert _titles(tmp_path / "out/part.jsonl.zst") == ["Hut 1", "Hut 2", "Hut 3", "Hut 4"]
    assert [(failure.record, failure.reason.removeprefix(f"{crawl}: ")) for failure in entry.failures] == [
        (2, "record 2: not done after 4 s - look at the page, or allow more time"),
        (4, "record 4: its worker process died 3 times, by SIGSEGV - look at the page alone"),
        (6, "record 6: needs more memory than a worker may have - look at the page, or allow more"),
    ]
    assert (entry.pages, entry.documents) == (7, 4)


def test_a_shard_that_is_done_is_not_done_again(tmp_path):
    crawl = archive(tmp_path / "crawl.warc.gz", range(3))
    target = f"{tmp_path}/out/part.jsonl"
    first = clean_shard(str(crawl), target, options=QUICK)
    crawl.unlink()

    assert clean_shard(str(crawl), target, options=QUICK) == first


def test_what_failed_is_tried_again_and_what_was_done_is_not(tmp_path):
    crawl = archive(tmp_path / "crawl.warc.gz", [1, "crashes", 2])
    target = f"{tmp_path}/out/part.jsonl"
    clean_shard(str(crawl), target, options=Options(Harm(), "density"))

    entry = clean_shard(str(crawl), target, options=QUICK, retry_failed=True)

    assert entry.failures == ()
    assert (entry.pages, entry.documents) == (3, 3)
    assert entry.files == ("part.jsonl", "part.retry-1.jsonl")
    assert _titles(*(f"{tmp_path}/out/{file}" for file in entry.files)) == ["Hut 1", "Hut 2", "Hut crashes"]
    assert ledger.entry_of(f"{tmp_path}/out", "part") == entry


def test_a_damaged_archive_that_was_mended_is_cleaned_as_a_whole(tmp_path):
    crawl = archive(tmp_path / "crawl.warc.gz", range(3))
    whole = crawl.read_bytes()
    crawl.write_bytes(whole[:-40])
    target = f"{tmp_path}/out/part.jsonl"
    broken = clean_shard(str(crawl), target, options=QUICK)
    crawl.write_bytes(whole)

    entry = clean_shard(str(crawl), target, options=QUICK, retry_failed=True)

    assert [failure.record for failure in broken.failures] == [None]
    assert _titles(target) == ["Hut 0", "Hut 1", "Hut 2"]
    assert (entry.failures, entry.files) == ((), ("part.jsonl",))


def test_pages_and_documents_may_lie_behind_urls(tmp_path):
    import fsspec

    memory = fsspec.filesystem("memory")
    memory.pipe("/crawl/a.warc.gz", archive(tmp_path / "a.warc.gz", range(2)).read_bytes())
    (tmp_path / "b.html").write_bytes(page("b"))
    sources = ["memory://crawl/a.warc.gz", f"file://{tmp_path}/b.html"]

    entry = clean_shard(sources, "memory://clean/part.jsonl.zst", options=QUICK)

    assert [row["title"] for row in rows.read("memory://clean/part.jsonl.zst")] == ["Hut 0", "Hut 1", "Hut b"]
    assert clean_shard(sources, "memory://clean/part.jsonl.zst", options=QUICK) == entry
    assert sorted(memory.find("/clean")) == ["/clean/.cleaner/part.json", "/clean/part.jsonl.zst"]


def test_a_document_carries_columns_to_filter_by(tmp_path):
    clean_shard(str(archive(tmp_path / "a.warc.gz", range(1))), f"{tmp_path}/part.jsonl.gz", options=QUICK)

    (row,) = rows.read(f"{tmp_path}/part.jsonl.gz")

    assert row["quality"]["sentence_lines"] == 1.0
    assert row["fingerprint"].startswith("2:")


def test_an_unknown_format_is_wrong_usage(tmp_path):
    with pytest.raises(UsageError, match=r'part\.jsonl\.xz: unknown format "\.xz"'):
        clean_shard("crawl.warc", f"{tmp_path}/part.jsonl.xz")

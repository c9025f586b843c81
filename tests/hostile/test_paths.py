"""Names and addresses that lead elsewhere: no file is read or written outside of what the user named."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from pathlib import Path

import pytest

from cleaner.cli import main
from tests.hostile.test_growth import ARTICLE, SENTENCE
from tests.inputs.forms import tar, warc_record, zipped

_SECRET = "the key lies under the third stone of the wall behind the school"
_UP = "../../../evil.html"
_PAGE = f"<body>{ARTICLE}".encode()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder beside the current one, with a file that nobody named."""
    here, elsewhere = tmp_path / "a" / "b", tmp_path / "elsewhere"
    here.mkdir(parents=True)
    elsewhere.mkdir()
    (elsewhere / "secret.html").write_text(f"<p>{_SECRET}</p>")
    monkeypatch.chdir(here)
    return elsewhere


def _zip_with_link(target: Path) -> bytes:
    buffer = io.BytesIO(zipped({"page.html": _PAGE}))
    with zipfile.ZipFile(buffer, "a") as archive:
        link = zipfile.ZipInfo("link.html")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, str(target))
    return buffer.getvalue()


def _tar_with_links(target: Path) -> bytes:
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            link = tarfile.TarInfo("link.html")
            link.type, link.linkname = kind, str(target)
            archive.addfile(link)
        member = tarfile.TarInfo("page.html")
        member.size = len(_PAGE)
        archive.addfile(member, io.BytesIO(_PAGE))
    return buffer.getvalue()


@pytest.mark.parametrize("format_", ["md", "json"])
def test_no_name_and_no_address_leads_out(format_: str, elsewhere: Path) -> None:
    secret = elsewhere / "secret.html"
    address = f"file://{secret}"
    files = {
        "up.zip": zipped({_UP: _PAGE, f"/{_UP}": _PAGE, "a\\..\\..\\evil.html": _PAGE}),
        "up.tar": tar({_UP: _PAGE, "/evil.html": _PAGE}),
        "links.zip": _zip_with_link(secret),
        "links.tar": _tar_with_links(secret),
        "page.warc": warc_record(_PAGE, url=address) + warc_record(_PAGE, url=f"https://example.org/{_UP}"),
        "pages.jsonl": b"".join(
            json.dumps({"html": _PAGE.decode(), "url": url, "file": _UP}).encode() + b"\n"
            for url in (address, f"https://example.org/{_UP}", _UP)
        ),
        "saved.html": f"<!-- saved from url=(0001){address} -->".encode() + _PAGE,
    }
    for name, content in files.items():
        Path(name).write_bytes(content)

    assert main(["clean", *files, "-o", "clean/", "--format", format_]) == 0

    written = [path for path in elsewhere.parent.rglob("*") if path.is_file() and path != secret]
    assert {path.parent for path in written} == {Path.cwd(), Path.cwd() / "clean"}
    texts = [path.read_text() for path in written if path.suffix == f".{format_}"]
    assert len(texts) == 13
    assert all(SENTENCE in text and _SECRET not in text and "secret.html" not in text for text in texts)


def test_a_link_in_the_output_folder_is_not_followed(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("raw/deep").mkdir(parents=True)
    Path("raw/deep/page.html").write_bytes(_PAGE)
    Path("raw/page.html").write_bytes(_PAGE)
    Path("clean").mkdir()
    Path("clean/deep").symlink_to(elsewhere)
    Path("clean/page.md").symlink_to(elsewhere / "secret.html")

    assert main(["clean", "-o", "clean"]) != 0

    assert "symbolic link" in capsys.readouterr().err
    assert [path.name for path in elsewhere.iterdir()] == ["secret.html"]
    assert _SECRET in (elsewhere / "secret.html").read_text()

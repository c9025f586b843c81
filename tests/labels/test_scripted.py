"""What becomes of text that only a script holds, and of the page's copy of it."""

from __future__ import annotations

from cleaner.labels import density
from cleaner.labels.decide import decide
from cleaner.labels.scripted import labels
from cleaner.page.graft import fragment, graft
from cleaner.page.scripted import Scripted
from cleaner.types import Metadata, Verdict
from tests.making import blocks_of

FIRST = "The warden of the hut above Farrow closed the door on Sunday evening and walked down to the valley."
REST = "For thirty winters she had stayed until the first snow lay on the roof, and sometimes a week longer."


def verdicts_of(visible: str, html: str) -> list[tuple[str, Verdict]]:
    blocks = blocks_of(f"<main>{visible}</main>")
    said = density.labels(blocks)
    found = Scripted(graft(blocks, fragment(html, blocks.page), "data"), len(blocks), "JSON-LD articleBody")
    verdicts = decide(blocks, said)
    said = [*said, *labels(found, Metadata(title="Huts in winter"), verdicts)]
    return list(zip(found.blocks.texts, decide(found.blocks, said), strict=True))


def kept(visible: str, html: str) -> list[str]:
    return [text for text, verdict in verdicts_of(visible, html) if verdict.keep]


def test_the_text_of_a_script_is_kept_and_says_why():
    ((_, teaser), (_, heading), (_, body)) = verdicts_of("<p>Loading</p>", f"<h2>Snow</h2><p>{FIRST}</p>")

    assert not teaser.keep
    assert (heading.keep, heading.role) == (True, "heading")
    assert (body.keep, body.role, body.label.by) == (True, "body", "scripted")
    assert body.label.why == "only a script holds this text: JSON-LD articleBody"


def test_the_teaser_is_dropped_where_the_script_has_it_in_full():
    teaser = f"<p>{FIRST}</p><p>{REST[:70]}…</p>"

    assert kept(teaser, f"<p>{FIRST}</p><p>{REST}</p>") == [FIRST, REST]


def test_what_only_the_page_says_stays():
    note = (
        "Read in the valley, where the school has taken over the books of the hut and the stoves of its hall."
    )

    assert kept(f"<p>{note}</p><p>{FIRST}</p>", f"<p>{FIRST}</p><p>{REST}</p>") == [note, FIRST, REST]


def test_titles_and_invitations_inside_are_no_text():
    html = f"<h1>Huts in winter</h1><p>{FIRST}</p><p>Sign up for our newsletter</p><p>{REST}</p>"

    assert kept("<p>Loading</p>", html) == [FIRST, REST]

"""Content that is not in the markup: what only a page's scripts hold of the text that a reader would see.

Applications put the article into a script (JSON-LD, the state that a program starts from) and show it later,
or only its beginning. Data scripts are looked through for texts (`state`, `stories`); of those that belong to
this page, the one of which the page lacks most is parsed like any page (`richtext`, `graft`), and its blocks
follow those of the page. `labels/scripted.py` says what becomes of them.

Ordinary pages show what their scripts hold. A few searches find that out, mostly before anything is parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from cleaner.page import declared, richtext, state
from cleaner.page.graft import fragment, graft
from cleaner.page.overlap import Shingle, runs, sampled, share, shingles
from cleaner.page.stories import Story, stories
from cleaner.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cleaner.types import Blocks

__all__ = ["Scripted", "scripted"]

# A page that would keep fewer words is looked at in all its scripts: a teaser is shorter, an article seldom.
_POOR = 150
_SAMPLED, _PARSED = 60, 6  # texts that are looked at, the likeliest first, and those that are parsed
_SAMPLES = 12
# A text of which this share of samples stands on the page is shown there. Of 205 articleBodies in the corpora
# 194 have .7 and more, and the pages of the others say as much in other words (November 2026).
_SHOWN = 0.6
_LEAST_WORDS = 40  # that the page does not show: fewer are a standfirst, a caption, a line for search engines
# And this share of the words that would be kept. A description must be twice as long as they are: where pages
# kept half of its words and more, it was never in the truth (seven pages of wcxb and news, November 2026).
_LEAST_GAIN, _DESCRIPTION_GAIN = 0.3, 2.0
_PROSE_WORDS = 12
_AHEAD_CHARS = 6000
_SAMPLED_CHARS = 10_000
_TITLE_CHARS = 400
_CLUE_CHARS = 8
_PLAIN = re.compile(r"[A-Za-z0-9]+(?: [A-Za-z0-9]+)*")  # what no writer of JSON escapes
_LONG_VALUE = re.compile(r'"(?:articleBody|text|description)"\s*+:\s*+"[^"]{200}')
_PROSE = re.compile(r"[^\W\d_][^\"<>{}\[\]]{80}")


@dataclass(frozen=True, slots=True)
class Scripted:
    """A page's blocks with those that only a script holds behind them."""

    blocks: Blocks
    first: int  # the first block of the script
    source: str  # for people: "JSON-LD articleBody"


def scripted(blocks: Blocks, kept: Sequence[int], *, title: str | None = None) -> Scripted | None:
    """The blocks with the text that only a script holds; None where the page shows it, or there is none.

    `kept` are the blocks that would be the document without it.
    """
    if blocks.page.tree is None:
        return None
    page = _Shown(blocks, kept, title)
    found = sorted(_found(page), key=lambda story: (not story.own, story.is_description, -_size(story)))
    best: tuple[int, Story, Blocks] | None = None
    parsed = 0
    for story in found[:_SAMPLED]:
        html = _html(story)
        if _is_shown(html, page):
            continue
        added = fragment(html, blocks.page)
        unseen = page.unseen(added)
        if unseen < max(_LEAST_WORDS, page.words * _least_gain(story)):
            continue
        if (story.own or page.begins(added)) and (best is None or unseen > best[0]):
            best = unseen, story, added
        parsed += 1
        if parsed == _PARSED:
            break
    if best is None:
        return None
    _, story, added = best
    source = f"{story.script.name} {story.key}"
    place = story.script.node if story.script.node >= 0 else story.script.name
    return Scripted(graft(blocks, added, place), len(blocks), source)


def _found(page: _Shown) -> Iterator[Story]:
    tree = page.blocks.page.tree
    if tree is None:
        return
    for script in state.scripts(tree.nodes):
        if page.is_poor and declared.is_of_one(script):
            yield Story(script, "parts", declared.as_html(declared.of_script(script)), own=True)
        if _promises(script, page):
            value = state.read(script)
            if isinstance(value, (dict, list)):
                yield from stories(value, script, page.titles)
    if page.is_poor:
        for script, value in state.assigned(page.blocks.page, page.is_spoken_of):
            if isinstance(value, (dict, list)):
                yield from stories(value, script, page.titles)


def _promises(script: state.Script, page: _Shown) -> bool:
    """True for a script that may hold more of the article than the page, judged by its source."""
    text = script.text
    if page.is_poor:
        return page.is_spoken_of(text) and (script.name != "JSON-LD" or _LONG_VALUE.search(text) is not None)
    if script.name == "JSON-LD":
        at = text.find('"articleBody"')
        return at >= 0 and not _is_shown(text[at : at + _SAMPLED_CHARS], page)
    run = page.last_run
    at = text.find(run) if run else -1
    while at >= 0:
        ahead = _PROSE.search(text, at + 400, at + _AHEAD_CHARS)
        if ahead and sampled(ahead[0], page.text, 2) == 0.0:
            return True
        at = text.find(run, at + _AHEAD_CHARS)
    return False


class _Shown:
    """What the page shows, and what of it would be kept."""

    def __init__(self, blocks: Blocks, kept: Sequence[int], title: str | None) -> None:
        self.blocks = blocks
        self.kept = kept
        self._title = title

    @cached_property
    def is_poor(self) -> bool:
        """True where little would be kept."""
        words = 0
        for block in self.kept:  # most pages have enough in their first paragraphs
            words += _words(self.blocks.texts[block])
            if words >= _POOR:
                return False
        return True

    @cached_property
    def words(self) -> int:
        """About as many words as would be kept."""
        return sum([_words(self.blocks.texts[block]) for block in self.kept])

    @cached_property
    def text(self) -> str:
        """All that the page shows."""
        return "\n".join(self.blocks.texts)

    @cached_property
    def titles(self) -> frozenset[str]:
        """The page's titles, folded."""
        return frozenset(
            folded for text in self._titles_as_written if len(folded := fold(text)) >= _CLUE_CHARS
        )

    @cached_property
    def _titles_as_written(self) -> list[str]:
        """The given title, and what stands in `<title>` and in the first `<h1>`."""
        tree = self.blocks.page.tree
        texts = [self._title or ""]
        if tree is not None:
            tags = tree.nodes.tags
            texts += [tree.text(tags.index(tag)) for tag in ("title", "h1") if tag in tags]
        return [text[:_TITLE_CHARS] for text in texts]

    @cached_property
    def last_run(self) -> str:
        """Some words of the last paragraph that would be kept."""
        for block in reversed(self.kept):
            if _words(self.blocks.texts[block]) >= _PROSE_WORDS:
                found = runs(self.blocks.texts[block], 1)
                if found:
                    return found[0]
        return ""

    @cached_property
    def _clues(self) -> list[str]:
        """Words that a script with this page's text has too: of its titles, of its last paragraph."""
        pieces = [max(_PLAIN.findall(title), key=len, default="") for title in self._titles_as_written]
        return [clue for clue in (*pieces, self.last_run) if len(clue) >= _CLUE_CHARS]

    def is_spoken_of(self, source: str) -> bool:
        """True where the source of a script may be about this page, so that it is worth reading."""
        clues = self._clues
        return not clues or any(clue in source for clue in clues)

    @cached_property
    def _shingles(self) -> frozenset[Shingle]:
        return shingles(self.text)

    def unseen(self, added: Blocks) -> int:
        """The words of blocks that the page does not show."""
        parts = [(text, share(text, self._shingles)) for text in added.texts]
        return sum(_words(text) for text, part in parts if part is not None and part < _SHOWN)

    def begins(self, added: Blocks) -> bool:
        """True where a paragraph that would be kept stands in the added text."""
        known = shingles("\n".join(added.texts))
        prose = (text for block in self.kept if _words(text := self.blocks.texts[block]) >= _PROSE_WORDS)
        return any((share(text, known) or 0.0) >= _SHOWN for text in prose)


def _html(story: Story) -> str:
    return richtext.paragraphs(story.value) if isinstance(story.value, str) else richtext.to_html(story.value)


def _is_shown(html: str, page: _Shown) -> bool:
    part = sampled(html, page.text, _SAMPLES)
    return part is None or part >= _SHOWN


def _least_gain(story: Story) -> float:
    return _DESCRIPTION_GAIN if story.is_description else _LEAST_GAIN


def _size(story: Story) -> int:
    return len(story.value) if isinstance(story.value, str) else 10_000


def _words(text: str) -> int:
    """About as many words as a text has, counted in no time; eight characters are one without spaces."""
    return max(text.count(" ") + 1, len(text) // 8) if text else 0

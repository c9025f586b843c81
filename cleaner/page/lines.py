"""Text dump -> blocks: the lines of a page whose tags are lost, hard-wrapped paragraphs made whole.

A line is a block, unless it goes on in the next: because the dump was wrapped at a column, or because a
sentence plainly continues. Marks that dumps keep (bullets, quotes, `#`) become the block's tag.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleaner.patterns import pattern
from cleaner.text import squeeze
from cleaner.types import Blocks

if TYPE_CHECKING:
    from cleaner.types import Page

__all__ = ["segment"]

_BULLET = pattern(r"[-*•‣◦·▪●–]\s+(?=\S)")
_GLUED = pattern(r"([•‣◦·▪●・○◎◇◆□■★☆►▶➤✓✔])[\u3000-\u30ff\u3400-\u9fff\uac00-\ud7af\uff00-\uffef]")
_NUMBER = pattern(r"(\d{1,3})[.)]\s+(?=\S)")
_QUOTE = pattern(r">\s?(?=\S)")
_HASHES = pattern(r"(#{1,6})\s+(?=\S)")
_STOPS, _CLOSERS = tuple(".!?…:;。！？：；।؟"), "\"'”’»)]）」』"
_UNSPACED = pattern("[\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]")  # kana, Han and their signs
# Wrapped at 50 columns at least (narrower is verse), 130 at most (wider than any mailer).
_NARROWEST, _WIDEST = 50, 130
# A dump counts as wrapped when this share of the line pairs that could be wrapped is. Greedy wrapping gives
# 1.0 but for lists and addresses in between; one paragraph a line gives under 0.3 (five seeds, own pages).
_WRAPPED_SHARE = 0.6
_WIDE = 0.6  # of the width, for a line to be asked
# And when this share of the pairs plainly runs on; in wrapped prose about two thirds do, of headlines none.
_RUNNING_SHARE = 0.3
# People wrap by hand too, some words early; of a line this full, an open sentence goes on in the next.
_NEARLY_FULL = 0.85
_HEADING_WORDS = 14  # a longer line is a sentence
_HEADING_CHARS = 100


class _Line(NamedTuple):  # made for every line, in half of a dataclass's time
    number: int  # from 1
    text: str
    after_blank: bool
    width: int  # columns, indentation with it


def segment(page: Page) -> Blocks:
    """All blocks of a text dump in order, with their lines; empty lines separate and are no blocks."""
    lines = _lines(page.text)
    width = _wrap_width(lines)
    paragraphs = _paragraphs(lines, width)
    # Where most paragraphs stand apart, two that do not belong together: verse, addresses.
    apart = sum(lines[0].after_blank for lines in paragraphs) > len(paragraphs) / 2
    count = len(paragraphs)
    neighbours = zip([None, *paragraphs[:-1]], paragraphs, [*paragraphs[1:], None], strict=True)
    tagged = [_tagged(*lines) for lines in neighbours] if count else []
    return Blocks(
        page,
        texts=[text for _, text in tagged],
        tags=[tag for tag, _ in tagged],
        nodes=[-1] * count,
        lines=[(lines[0].number, lines[-1].number) for lines in paragraphs],
        link_chars=[0] * count,
        depths=[0] * count,
        hidden=[False] * count,
        buttons=[False] * count,
        joins=[apart and i > 0 and not lines[0].after_blank for i, lines in enumerate(paragraphs)],
        runs=[[] for _ in paragraphs],
    )


def _lines(text: str) -> list[_Line]:
    lines = []
    blank = True
    for number, source in enumerate(text.split("\n"), 1):
        line = squeeze(source)
        if line:
            width = len(line) if line == source else len(source.expandtabs().rstrip())
            lines.append(_Line(number, line, blank, width))
        blank = not line
    return lines


def _wrap_width(lines: list[_Line]) -> int | None:
    """The column at which the dump was wrapped, None if each of its lines is a paragraph.

    Greedy wrapping leaves a test: a line ends where the next line's first word would not have fitted.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank]
    if len(pairs) < 3:
        return None
    widths = sorted(a.width for a, _ in pairs)
    width = widths[int(len(widths) * 0.98)]  # a long URL may stick out
    if not _NARROWEST <= width <= _WIDEST:
        return None
    wide = [(a, b) for a, b in pairs if a.width >= _WIDE * width]  # menus are short, wrapped or not
    fitting = sum(_fills(a, b, width) for a, b in wide)
    running = sum(_runs_on(a, b, width) for a, b in wide)
    return width if fitting >= _WRAPPED_SHARE * len(wide) and running >= _RUNNING_SHARE * len(wide) else None


def _runs_on(line: _Line, following: _Line, width: int) -> bool:
    """True where the next line does not begin like a sentence: a small letter, or a script without any."""
    first = following.text[0]
    if first.islower():
        return True
    is_open = not _ends_sentence(line.text)
    return is_open and first.isalpha() and not first.isupper() and line.width >= 0.9 * width


def _fills(line: _Line, following: _Line, width: int) -> bool:
    return line.width + 1 + len(following.text.split(" ", 1)[0]) > width


def _paragraphs(lines: list[_Line], width: int | None) -> list[list[_Line]]:
    paragraphs: list[list[_Line]] = []
    for line in lines:
        if paragraphs and not line.after_blank and _continues(paragraphs[-1][-1], line, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs


def _continues(line: _Line, following: _Line, width: int | None) -> bool:
    """True where `following`, the very next line, goes on with the sentence or paragraph of `line`."""
    begins = following.text
    if not begins[0].isalpha() and (_BULLET.match(begins) or _NUMBER.match(begins) or _HASHES.match(begins)):
        return False
    if bool(_QUOTE.match(line.text)) != bool(_QUOTE.match(begins)):
        return False
    if width is not None and _goes_on(line, following, width):
        return True
    # Not wrapped, but cut in the middle of a sentence: a comma or a word, and then a lower-case letter.
    return len(line.text) > _NARROWEST and begins[0].islower() and not _ends_sentence(line.text)


def _goes_on(line: _Line, following: _Line, width: int) -> bool:
    """The same where lines are wrapped: the line is full, or all but full with its sentence open."""
    if line.width < _WIDE * width:
        return False
    is_open = not _ends_sentence(line.text)
    nearly_full = line.width >= _NEARLY_FULL * width
    return _fills(line, following, width) or (is_open and nearly_full) or _runs_on(line, following, width)


def _tagged(
    before: list[_Line] | None, paragraph: list[_Line], following: list[_Line] | None
) -> tuple[str, str]:
    """The block's tag and its text without the mark that told the tag."""
    text = _joined([line.text for line in paragraph])
    if text[0].isalpha():  # no mark: most lines by far
        return ("h2" if len(paragraph) == 1 and _is_heading(paragraph[0], following) else "p"), text
    if hashes := _HASHES.match(text):
        return f"h{len(hashes[1])}", text[hashes.end() :]
    if bullet := _BULLET.match(text):
        return "li", text[bullet.end() :]
    if _has_a_neighbour_with_its_sign(before, text, following):
        return "li", text[1:]
    if _QUOTE.match(text):
        return "blockquote", _joined([_QUOTE.sub("", line.text, count=1) for line in paragraph])
    if len(paragraph) == 1 and _is_heading(paragraph[0], following):
        return "h2", text
    return ("li" if _is_numbered(before, paragraph, following) else "p"), text


def _has_a_neighbour_with_its_sign(
    before: list[_Line] | None, text: str, following: list[_Line] | None
) -> bool:
    """True for an item of a list whose signs have no space behind them; one alone heads a text."""
    sign = _GLUED.match(text)
    beside = (_GLUED.match(paragraph[0].text) for paragraph in (before, following) if paragraph)
    return sign is not None and any(other and other[1] == sign[1] for other in beside)


def _is_numbered(before: list[_Line] | None, paragraph: list[_Line], following: list[_Line] | None) -> bool:
    """True for an item of a numbered list: the paragraph beside it has the number before or after its own."""
    number = _number(paragraph)
    return number is not None and (
        (before is not None and _number(before) == number - 1)
        or (following is not None and _number(following) == number + 1)
    )


def _number(paragraph: list[_Line]) -> int | None:
    found = _NUMBER.match(paragraph[0].text)
    return int(found[1]) if found else None


def _joined(lines: list[str]) -> str:
    """The lines as one, with a space where they met, but for scripts that have none."""
    if len(lines) == 1:
        return lines[0]
    pieces = [lines[0]]
    for before, line in pairwise(lines):
        unspaced = _UNSPACED.match(before[-1]) and _UNSPACED.match(line[0])
        pieces.append(line if unspaced else f" {line}")
    return "".join(pieces)


def _is_heading(line: _Line, following: list[_Line] | None) -> bool:
    """A guess: a short line that stands alone, ends no sentence, and has a paragraph below it."""
    if following is None or not line.after_blank or not following[0].after_blank:
        return False
    text = line.text
    if len(text) > _HEADING_CHARS or text.count(" ") >= _HEADING_WORDS or _ends_sentence(text):
        return text.endswith(("?", "？")) and len(text) <= _HEADING_CHARS and _is_paragraph(following)
    return not text[0].islower() and _is_paragraph(following)


def _ends_sentence(text: str) -> bool:
    return text.rstrip(_CLOSERS).endswith(_STOPS)


def _is_paragraph(lines: list[_Line]) -> bool:
    return len(lines) > 1 or len(lines[0].text) > _HEADING_CHARS

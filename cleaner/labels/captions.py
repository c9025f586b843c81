"""Page logic: a line of text that ends in a picture's credit is its caption, and so is its copy without one.

To the model a caption reads like text. In dumps nothing but the credit tells; in HTML it is a <figcaption> on
most pages, or the model knows it by its class names.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.features.credits import is_credited
from cleaner.types import Label, Layer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from cleaner.types import Blocks

__all__ = ["labels"]

# Cross-validated, of 950 lines with a credit that the model kept in dumps 940 were not in the truth; of short
# sentences above a credit, of which it was less sure, four of five. With this the word F1 of dumps by
# resiliparse is .940 (.929) on publishers and .909 (.902) on news, by html-text .935 (.929) and .893 (.891).
# In HTML 40 of 42 were no truth on pages that it took for articles; on listings captions are the text of
# some (2,341 pages, November 2026).
_SURE, _SURE_ABOVE = 0.95, 0.9
_GALLERY_SHARE = 0.5  # of the kept characters: where captions are more, they are what the page is for
_SAME_CHARS = 30  # with which a caption begins that stands there twice
_CREDIT_CHARS, _CREDIT_WORDS, _ABOVE_WORDS = 90, 9, 25


def labels(blocks: Blocks, said: Sequence[Label], page_type: str | None) -> list[Label]:
    """Labels for captions that the engine keeps, of dumps and of articles."""
    is_dump = blocks.page.tree is None
    if not is_dump and page_type not in (None, "article"):
        return []
    texts = blocks.texts
    kept = {label.block: label.score for label in said if label.keep and texts[label.block]}
    credited = [i for i, score in kept.items() if (is_dump or score < _SURE) and is_credited(texts[i])]
    chars = sum(len(texts[i]) for i in kept)
    if not credited or sum(len(texts[i]) for i in credited) > _GALLERY_SHARE * chars:
        return []
    found = dict.fromkeys(credited, "ends in a picture's credit")
    if is_dump:
        found |= dict.fromkeys(_above(texts, kept, credited), "above a picture's credit")
    found |= dict.fromkeys(_copies(texts, kept, credited), "a caption without its credit")
    return [Label(i, "caption", False, Layer.PAGE, "credit", why) for i, why in sorted(found.items())]


def _above(texts: Sequence[str], kept: Mapping[int, float], credited: Sequence[int]) -> Iterator[int]:
    """The sentence or two above each line that is nothing but a credit."""
    for i in credited:
        if len(texts[i]) <= _CREDIT_CHARS and texts[i].count(" ") < _CREDIT_WORDS and i - 1 in kept:
            text = texts[i - 1]
            is_short = text.count(" ") < _ABOVE_WORDS and text.endswith((".", "!", "?"))
            if is_short and kept[i - 1] < _SURE_ABOVE:
                yield i - 1


def _copies(texts: Sequence[str], kept: Mapping[int, float], credited: Sequence[int]) -> Iterator[int]:
    """What the text of an image says that the caption says too."""
    begun = {texts[i][:_SAME_CHARS]: texts[i] for i in credited}
    for i in kept:
        caption = begun.get(texts[i][:_SAME_CHARS], "")
        if _SAME_CHARS <= len(texts[i]) < len(caption) and caption.startswith(texts[i].rstrip(".")):
            yield i

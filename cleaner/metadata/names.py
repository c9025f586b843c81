"""What a person's name looks like, in scripts with capitals and without."""

from __future__ import annotations

from cleaner.patterns import pattern

__all__ = ["BOUNDARY_WORDS", "HAN_NAME", "has_capitals", "looks_like_name"]

HAN_NAME = pattern(r"[\u3400-\u9fff]{2,4}")
_PARTICLES = frozenset(
    "de da di do dos das del della van von der den ter ten la le el al bin ibn y e zu zum af av du des st. "
    "mac o' abu".split()
)
# No name holds one of these: it is a sentence, or a button.
BOUNDARY_WORDS = frozenset(
    "the a an is are was were has have this that these for with from about how why what when where who to "
    "you your "
    "our we it its will can not all more most new best read share subscribe sign posted comments "
    "comment".split()
)


def looks_like_name(name: str) -> bool:
    """True for two to four capitalised words, or two to five letters of a script without capitals.

    >>> [looks_like_name(name) for name in ("Ann Roe", "Jan van der Ek", "Read more", "牛镛")]
    [True, True, False, True]
    """
    pieces = name.split()
    if not name or len(name) > 50 or any(character.isdigit() for character in name):
        return False
    if not has_capitals(name) and any(map(str.isalpha, name)):
        return 2 <= len(name) <= 20 and len(pieces) <= 4
    if not 2 <= len(pieces) <= 5 or any(piece.lower() in BOUNDARY_WORDS for piece in pieces):
        return False
    return (
        all(piece[0].isupper() or piece.lower() in _PARTICLES for piece in pieces) and pieces[-1][0].isupper()
    )


def has_capitals(name: str) -> bool:
    """True where the script has capitals, which tell a name from other words."""
    return any(character.islower() or character.isupper() for character in name)

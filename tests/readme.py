"""The examples of the README and of pages in docs/, found by the comment above them: `<!-- run: NAME -->`.

`python tests/readme.py NAME` prints one; `.ci/run` executes those that set up a machine, test_readme.py the
rest. Needs nothing but the standard library.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path

README = Path(__file__).parent.parent / "README.md"
_EXAMPLE = re.compile(r"<!-- (run|before|after): (\S+) -->\n```\w*\n(.*?)^```$", re.M | re.S)


def example(kind: str, name: str) -> str:
    """The text of one example; KeyError where the README has none of that name."""
    return examples()[kind, name]


def examples(page: Path = README) -> dict[tuple[str, str], str]:
    """All examples of a page, by kind and name."""
    found = _EXAMPLE.findall(page.read_text(encoding="utf-8"))
    return {(kind, name): text for kind, name, text in found}


if __name__ == "__main__":
    sys.stdout.write(example("run", sys.argv[1]))

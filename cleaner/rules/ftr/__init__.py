"""The community's site rules (Full-Text RSS format): taken into `sources.yaml`, and given back.

`lines.py` reads a file into directives, `taking.py` says what each of them is in our grammar, `giving.py` is
the way back. A taken rule is untested: its body is a scope under the loss guards, like every body. What has
no counterpart stays as a comment, and a line that its author got wrong is kept under `broken`, which `rules
check` reports until somebody has looked at it.
"""

from __future__ import annotations

from cleaner.rules.ftr.giving import Given, give
from cleaner.rules.ftr.taking import Taken, document, take

__all__ = ["Given", "Taken", "document", "give", "take"]

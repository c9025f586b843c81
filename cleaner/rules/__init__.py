"""Site rules: `sources.yaml` in, what it says of a page out.

`load.py` reads the file with line marks and reports all problems at once; `match.py` finds the site of a
page by its host or by what the page says; `selection.py` and `patterns.py` find blocks by selector and by the
text of a line. `directives/` holds one module for each key of a site. Presets are YAML files in `presets/`,
found by name.

Nothing is decided here: `reshape` and `candidates` prepare the page, and `labels/site.py` turns the rest into
labels, under the loss guard.
"""

from __future__ import annotations

from cleaner.rules.directives import DIRECTIVES
from cleaner.rules.load import Rules, read_rules
from cleaner.rules.reshape import reshape
from cleaner.rules.site import Site
from cleaner.rules.stated import candidates

__all__ = ["DIRECTIVES", "Rules", "Site", "candidates", "read_rules", "reshape"]

"""The word lists that lie beside this module."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

__all__ = ["table"]


def table(name: str) -> dict[str, Any]:
    """What one of the TOML files says."""
    # Not importlib.resources, which takes longer to import than all lists to read.
    return tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))

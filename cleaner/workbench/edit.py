"""The YAML of one site, changed by an action of the workbench; comments, order and quotes stay.

The only module that knows ruamel.yaml.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from io import StringIO
from typing import Any

from cleaner.errors import CleanerError, UsageError

__all__ = ["ACTIONS", "edited"]

Action = Mapping[str, Any]

# New keys stand in this order, whatever was clicked first.
_ORDER = (
    "hosts", "paths", "when", "use", "body", "trust", "keep", "drop", "drop_lines", "cut_before", "cut_after",
    "unwrap", "rename", "replace", "meta", "pages", "flags", "fetch", "layouts", "unset", "force", "note",
    "tests",
)  # fmt: skip
_PLAIN = re.compile(r"\.[A-Za-z][\w-]*|[a-z]+(?:[-.][a-z]+)+|[A-Z][a-z]+(?: [A-Z][a-z]+)+")
_DASH = re.compile(r"^( *)[\w-]+:\n(?: *(?:#.*)?\n)*( *)- ", re.M)
_WIDE = 4096  # columns: no line is broken that was not before
_NUMBER = re.compile(r"-?\d{1,6}")


def edited(site: str, action: Action) -> str:
    """The site's YAML after an action; CleanerError where it cannot be read as it stands.

    `action["do"]` is one of ACTIONS, the other keys are what it needs.
    """
    if action.get("do") not in ACTIONS:
        raise UsageError(f"unknown action {action.get('do')!r} - known are {', '.join(ACTIONS)}")
    from ruamel.yaml.error import YAMLError

    yaml = _yaml(site)
    try:
        tree = yaml.load(site)
        name, keys = next(iter(tree.items()))
    except (YAMLError, AttributeError, StopIteration, ValueError) as error:  # no YAML, or no mapping
        what = " ".join(str(error).split())
        raise CleanerError(f"the rule cannot be read: {what} - put the YAML right, or undo") from error
    if keys is None:
        tree[name] = keys = _mapping({})
    try:
        ACTIONS[action["do"]](keys, action)
    except KeyError as error:
        raise UsageError(f"the action {action['do']!r} needs {error}") from error
    out = StringIO()
    yaml.dump(tree, out)
    return out.getvalue()


def _add(keys: Any, action: Action) -> None:
    """An entry more in a list: `directive`, `select` or `line`, and perhaps a `role`."""
    directive, kind = action["directive"], "line" if "line" in action else "select"
    entry: Any = _quoted(action[kind])
    bare = "line" if directive in ("drop_lines", "cut_before", "cut_after") else "select"
    if kind != bare or action.get("role"):
        entry = _mapping({kind: entry, **({"role": action["role"]} if action.get("role") else {})}, flow=True)
    entries = _entries(keys, directive)
    if entry not in entries:
        # Of several bodies the first that matches counts: what was pointed at last is meant.
        entries.insert(0 if directive == "body" else len(entries), entry)


def _remove(keys: Any, action: Action) -> None:
    """An entry less: `directive` and `number`, from 1; of `meta` the `field`."""
    directive = action["directive"]
    if directive not in keys:
        return
    if directive == "meta":
        keys["meta"].pop(action["field"], None)
    else:
        entries = _entries(keys, directive)
        if 1 <= int(action["number"]) <= len(entries):
            del entries[int(action["number"]) - 1]
    if not keys[directive]:
        del keys[directive]


def _meta(keys: Any, action: Action) -> None:
    """Where a metadata `field` is: any of `from`, `line`, `re`, `value`, `strip`, `format`, `tz`."""
    if "meta" not in keys:
        _put(keys, "meta", _mapping({}))
    said = {
        key: _quoted(action[key])
        for key in ("from", "line", "re", "value", "strip", "format", "tz")
        if action.get(key)
    }
    keys["meta"][action["field"]] = _mapping(said, flow=True)


def _test(keys: Any, action: Action) -> None:
    """A test of a page: `test` is what it says, in place of one for the same file."""
    test = _mapping(
        {
            key: [_quoted(text) for text in value] if isinstance(value, list) else _quoted(value)
            for key, value in action["test"].items()
        }
    )
    tests = _entries(keys, "tests")
    for i, old in enumerate(tests):
        if isinstance(old, dict) and old.get("file") == test["file"]:
            tests[i] = test
            return
    tests.append(test)


ACTIONS: Mapping[str, Callable[[Any, Action], None]] = {
    "add": _add, "remove": _remove, "meta": _meta, "test": _test,
}  # fmt: skip


def _yaml(site: str) -> Any:
    from ruamel.yaml import YAML

    yaml = YAML()
    yaml.preserve_quotes = True
    yaml.width = _WIDE
    dash = _DASH.search(site)
    offset = len(dash[2]) - len(dash[1]) if dash else 2
    yaml.indent(mapping=2, sequence=offset + 2, offset=offset)
    return yaml


def _entries(keys: Any, directive: str) -> Any:
    """The list of a directive, made where there is none or a single value."""
    from ruamel.yaml.comments import CommentedSeq

    if directive not in keys:
        _put(keys, directive, CommentedSeq())
    elif not isinstance(keys[directive], list):
        keys[directive] = CommentedSeq([keys[directive]])
    return keys[directive]


def _put(keys: Any, key: str, value: Any) -> None:
    """A new key at its place."""
    rank = _ORDER.index(key)
    behind = [i for i, other in enumerate(keys) if other in _ORDER and _ORDER.index(other) > rank]
    keys.insert(behind[0] if behind else len(keys), key, value)


def _mapping(values: Mapping[str, Any], *, flow: bool = False) -> Any:
    from ruamel.yaml.comments import CommentedMap

    made = CommentedMap(values)
    if flow:
        made.fa.set_flow_style()
    return made


def _quoted(value: Any) -> Any:
    """A text as it is written: bare where it can only be read as text, else in double quotes."""
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    if isinstance(value, list):
        return [_quoted(entry) for entry in value]
    text = str(value)
    if _NUMBER.fullmatch(text):
        return int(text)
    return text if _PLAIN.fullmatch(text) else DoubleQuotedScalarString(text)

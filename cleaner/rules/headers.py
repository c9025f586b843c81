"""What a rule says of how its pages are fetched: headers, and never a secret."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.errors import CleanerError
from cleaner.rules.shapes import TEXT, mapping
from cleaner.rules.yamlfile import MappingNode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.rules.shapes import Shape
    from cleaner.rules.yamlfile import Node, Reader

__all__ = ["SHAPE", "Header", "read_headers", "values"]

_NAME = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+\Z")  # RFC 9110, 5.6.2 token
_VARIABLE = re.compile(r"[A-Za-z_]\w*\Z", re.A)
# Headers that carry who one is; in other names such a word gives it away.
_SECRETS = frozenset({"authorization", "cookie", "proxy-authorization"})
_SECRET_WORDS = re.compile(r"token|secret|api-?key|session|passw|auth", re.I)
# The fetcher's own: what a rule said there would break the connection, or its safety.
_RESERVED = frozenset(
    {
        "connection",
        "content-length",
        "host",
        "if-modified-since",
        "if-none-match",
        "te",
        "transfer-encoding",
        "upgrade",
    }
)
SHAPE: Shape = mapping(
    {
        "headers": {
            "type": "object",
            "additionalProperties": {"anyOf": [TEXT, mapping({"env": TEXT}, required=["env"])]},
        }
    }
)


@dataclass(frozen=True, slots=True)
class Header:
    """One header: its value, or the environment variable that holds it."""

    name: str
    value: str | None
    variable: str | None
    by: str  # "sources.yaml:41"


def read_headers(reader: Reader, node: Node) -> tuple[Header, ...]:
    """The headers of `fetch`; a secret that is written into the file is an error."""
    found = reader.mapping(node, "key", ("headers",), of='"fetch"')
    if "headers" not in found:
        return ()
    made: list[Header] = []
    for name, entry in reader.mapping(found["headers"].value, "header", of='"headers"').items():
        value, variable = _value(reader, name, entry.value)
        if not _NAME.match(name):
            reader.error(entry.key, f'"{name}" is no name of a header')
        elif name.lower() in _RESERVED:
            reader.error(entry.key, f'the header "{name}" is set by cleaner itself - take it out')
        elif value is not None and (name.lower() in _SECRETS or _SECRET_WORDS.search(name)):
            reader.error(
                entry.value,
                f'"{name}" is a secret, and rule files are shared - write {{env: NAME_OF_A_VARIABLE}}',
            )
        elif value is not None or variable is not None:
            made.append(Header(name, value, variable, reader.place(entry.key)))
    return tuple(made)


def values(headers: tuple[Header, ...], environment: Mapping[str, str] | None = None) -> dict[str, str]:
    """The headers with their values; CleanerError where a variable is not set or would forge a header."""
    environment = os.environ if environment is None else environment
    found: dict[str, str] = {}
    for header in headers:
        value = environment.get(header.variable) if header.variable else header.value
        if value is None:
            raise CleanerError(
                f'{header.by}: the header "{header.name}" is in the environment variable {header.variable}, '
                "which is not set - set it"
            )
        if not value.isprintable():
            raise CleanerError(
                f'{header.by}: the value of "{header.name}" holds a line end or a control sign'
            )
        found[header.name] = value
    return found


def _value(reader: Reader, name: str, node: Node) -> tuple[str | None, str | None]:
    """Value or variable of a header; two None with an error noted."""
    if not isinstance(node, MappingNode):
        return reader.text(node, f'the header "{name}"'), None
    found = reader.mapping(node, "key", ("env",), of=f'the header "{name}"')
    variable = reader.text(found["env"].value, '"env"') if "env" in found else None
    if variable is not None and not _VARIABLE.match(variable):
        reader.error(node, f'"{variable}" is no name of an environment variable')
        variable = None
    return None, variable

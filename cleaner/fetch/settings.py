"""What a user may choose for a run of fetching, with defaults that every server can live with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from cleaner.arguments import COUNT, SECONDS, TEXT, maybe
from cleaner.errors import UsageError
from cleaner.version import __version__

__all__ = ["Limits", "Settings"]

_MIB = 1024 * 1024
_TAKES = {
    "product": TEXT, "contact": maybe(TEXT), "delay_s": SECONDS, "patience_s": SECONDS, "tries": COUNT,
    "backoff_s": SECONDS, "hosts_at_once": COUNT,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost; hostile servers reach all of them."""

    total_s: float = 60.0  # from the connection to the last byte
    connect_s: float = 10.0  # TLS included
    read_s: float = 20.0  # from one piece to the next
    # The largest page of the corpora has 6 MB. A run holds as many at once as it asks hosts.
    raw_bytes: int = 16 * _MIB  # as they come over the wire, headers and chunk marks included
    decoded_bytes: int = 32 * _MIB
    redirects: int = 10  # the browsers allow 20, RFC 9309 asks for five

    def __post_init__(self) -> None:
        for name in ("total_s", "connect_s", "read_s"):
            SECONDS(name, getattr(self, name))

    def of_size(self, size_bytes: int) -> Limits:
        """The same limits for another size of page."""
        return Limits(self.total_s, self.connect_s, self.read_s, size_bytes, 2 * size_bytes, self.redirects)


@dataclass(frozen=True, slots=True)
class Settings:
    """Choices of a run; UsageError for those that make no sense."""

    product: str = f"cleaner/{__version__}"  # who asks; robots.txt is asked about the part before the slash
    contact: str | None = None  # an address or a page, for those who look into their log
    delay_s: float = 1.0  # from an answer of a host to the next request to it; robots.txt may ask for more
    patience_s: float = 300.0  # the longest wait that a server may ask for
    tries: int = 3
    backoff_s: float = 2.0  # before the second try, doubled for each further one
    hosts_at_once: int = 32
    allow_private: bool = False
    limits: Limits = field(default_factory=Limits)

    def __post_init__(self) -> None:
        for name, take in _TAKES.items():
            take(name, getattr(self, name))
        for value in (self.product, self.contact or ""):
            if not value.isprintable() or not value.isascii():
                raise UsageError(f"{value!r}: not fit for a header - use plain letters, digits and signs")
        if not re.match(r"[A-Za-z_-]+(?:/|\s|\Z)", self.product):
            raise UsageError(f'"{self.product}": no user agent - begin with a name of letters: "mybot/1.0"')

    @property
    def user_agent(self) -> str:
        """The User-Agent header.

        >>> Settings("mybot/1.0", "https://example.org/bot").user_agent
        'mybot/1.0 (+https://example.org/bot)'
        """
        return f"{self.product} (+{self.contact})" if self.contact else self.product

    @property
    def token(self) -> str:
        """The name that robots.txt knows us by."""
        return re.split(r"[/\s]", self.product, maxsplit=1)[0]

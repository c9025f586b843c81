"""Why a page could not be fetched: one error, of one of a few kinds, with what to do about it."""

from __future__ import annotations

from cleaner.errors import CleanerError
from cleaner.text import printable

__all__ = ["KINDS", "FetchError"]

# Kind -> what the user can do, by an option of the command or in Python by `Settings`.
KINDS = {
    "address": "if it is meant, pass --allow-private, in Python Settings(allow_private=True)",
    "connect": "see whether the server is up, then pass --retry-failed",
    "content": "give the address of a web page",
    "damaged": "the server sends broken data; try again later with --retry-failed",
    "host": "see whether the server is up, then pass --retry-failed",
    "name": "check the spelling of the host, and the connection",
    "redirects": "open it in a browser and give the address where it ends",
    "robots": "the site does not want it fetched; ask its owner, or save the page by hand",
    "robots-unknown": "nobody knows what the site allows; try again later with --retry-failed",
    "size": "no page is that large; if this one is, raise --max-size",
    "status": "check the address",
    "time": "try again later with --retry-failed, or allow more with --timeout",
    "tls": "the connection would not be safe; look at the site's certificate in a browser",
    "url": "give an address that begins with https:// or http://",
    "wait": "come back then with --retry-failed, or allow more with --patience",
}


class FetchError(CleanerError):
    """A page that was not fetched: `url: what - what to do`."""

    def __init__(
        self,
        url: str,
        kind: str,
        what: str,
        *,
        again: bool = False,
        status: int | None = None,
        wait_s: float | None = None,
    ) -> None:
        self.url = url
        self.kind = kind  # one of KINDS
        self.what = printable(what)
        self.again = again  # the same request may well succeed in a moment
        self.status = status  # of the answer, where that is the reason
        self.wait_s = wait_s  # as long as the server asks to wait
        super().__init__(f"{printable(url)}: {self.what} - {KINDS[kind]}")

    def of(self, url: str) -> FetchError:
        """The same failure, told of the address that was asked for, where a redirect led elsewhere."""
        if url == self.url:
            return self
        what = f"{self.url}: {self.what}"
        return FetchError(url, self.kind, what, again=self.again, status=self.status, wait_s=self.wait_s)

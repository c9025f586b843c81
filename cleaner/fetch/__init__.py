"""Pages from the web into the raw store, politely and safely, so that cleaning never needs the network.

    addresses -> listing (given, feeds, sitemaps; chosen) -> crawl (hosts side by side) -> session -> store

`session` asks for a page as a good citizen does: `robots` says whether, `gates` say when, tenacity tries
again, redirects are walked hop by hop. `client` makes one request (httpx) over `network`, which connects to
public addresses only and to none that it has not checked itself. What comes back is decoded (`decoding`),
judged (`kinds`) and put on a shelf (`folder` or `warc`), and the `ledger` remembers it all, so that a run
goes on where it stopped. `run` has the plain calls and iterators for all this.

Nothing is imported here: `import cleaner` brings no HTTP along.
"""

from __future__ import annotations

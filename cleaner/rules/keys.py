"""The keys of a site, preset or layout that are no directives: how each is read, as tables.

The docstring of a key's reader is its page in the docs.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.rules import fixtures, headers, match, paging, when
from cleaner.rules.directives import DIRECTIVES
from cleaner.rules.draft import Draft
from cleaner.rules.entries import read_each
from cleaner.rules.fixtures import read_tests
from cleaner.rules.headers import read_headers
from cleaner.rules.key import Key
from cleaner.rules.layouts import Layout
from cleaner.rules.paging import read_paging
from cleaner.rules.shapes import FLAG, TEXT, TEXTS, each, mapping, one_of
from cleaner.rules.site import Items, Owner
from cleaner.rules.when import read_when
from cleaner.rules.yamlfile import value_of
from cleaner.text import did_you_mean
from cleaner.types import FIELDS, Layer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cleaner.rules.shapes import Shape
    from cleaner.rules.yamlfile import Entry, Node, Reader

__all__ = ["LAYOUT_KEYS", "PRESET_KEYS", "SITE_KEYS", "read_part", "shape_of"]

_IN_META = dict.fromkeys(FIELDS, "meta")
# As other tools call them: Full-Text RSS, trafilatura, newspaper, and the buttons of ad blockers.
_MEANT = {
    **dict.fromkeys(("delete", "exclude", "hide", "ignore", "prune", "remove", "strip"), "drop"),
    **dict.fromkeys(("include", "allow"), "keep"),
    **dict.fromkeys(("article", "content"), "body"),
}
_TRUST = ("scope", "exact", "hint")


def read_part(reader: Reader, name: str, entry: Entry, layer: Layer) -> Draft:
    """A site or preset from its node; whatever is wrong in it is noted."""
    site = layer == Layer.SITE
    of = f'{"site" if site else "preset"} "{name}"'
    text_only = site and _is_text_only(entry.value)
    draft = Draft(Owner(name, layer, text_only), entry.key, reader.place(entry.key))
    _read_keys(reader, entry.value, draft, SITE_KEYS if site else PRESET_KEYS, of)
    return draft


def _read_keys(reader: Reader, node: Node, draft: Draft, keys: Mapping[str, Key], of: str) -> None:
    known = [*keys, *DIRECTIVES]
    for name, value in reader.mapping(
        node, "directive", known, of=of, elsewhere=_IN_META, meant=_MEANT
    ).items():
        if name in keys:
            keys[name].read(reader, value.value, draft)
        else:
            draft.items[name] = Items(DIRECTIVES[name].read(reader, value.value, draft.owner))


def _read_hosts(reader: Reader, node: Node, draft: Draft) -> None:
    """`hosts`: the hosts whose pages a site is for.

        hosts: [example.com, "*.example.com", "shop.*"]

    `example.com` is also `www.example.com`, `*.example.com` every host below it, at any depth, and `shop.*`
    is shop.com and shop.co.uk. Exact hosts stand before wildcards, longer ones before shorter.
    """
    draft.hosts = tuple(read_each(reader, node, "a host", match.read_host))


def _read_paths(reader: Reader, node: Node, draft: Draft) -> None:
    """`paths`: which paths on its hosts a site is for.

        hosts: [example.com]
        paths: ["/20??/**", "!/20??/print/**"]

    `*` is any run of characters without a slash, `**` any run, `?` one character, and `!` says "not". Of
    several sites on one host the one with the most specific path wins.
    """
    draft.paths = tuple(read_each(reader, node, "a path", match.read_path))


def _read_when(reader: Reader, node: Node, draft: Draft) -> None:
    """`when`: what must hold for a page besides its host and path; all of it.

        when: {format: text, line: ["WIRE SERVICE*", Related stories]}

    `format` is text or html. `line` looks for lines of a text dump, all of them; `has` for selectors, all
    of them; `url` for globs against the address, `generator` for globs against `<meta name=generator>`,
    one of several. A site with `when` needs no hosts: so pages without an address find their rule.
    """
    draft.when = read_when(reader, node, "when")


def _read_detect(reader: Reader, node: Node, draft: Draft) -> None:
    """`detect`: by what a preset knows its pages; one of the conditions suffices.

        detect:
          - {generator: "WordPress*"}
          - {has: ["link[href*='/wp-content/']", body.single]}

    The keys of a condition are those of `when`, and all of it must hold. A preset that is so detected applies
    below the presets that the site uses, and also where the page belongs to no site.
    """
    entries = reader.entries(node)
    for entry in entries:
        if not entry.value:
            reader.error(entry, '"detect" names no condition - every page would fit')
    draft.detect = tuple(when for entry in entries if (when := read_when(reader, entry, "detect")).count)


def _read_use(reader: Reader, node: Node, draft: Draft) -> None:
    """`use`: the presets of a site, weakest first: those of the package, or those under `presets`.

        use: [wordpress, jetpack]

    What the site says itself stands above all of them.
    """
    draft.use, draft.use_nodes = _names(reader, node, "a preset")


def _read_unset(reader: Reader, node: Node, draft: Draft) -> None:
    """`unset`: what a site does not want of its presets: a whole preset, or one item by its number.

        use: [jetpack]
        unset: [jetpack.drop.2]

    Detected presets can be unset too. `cleaner explain` shows who dropped a block.
    """
    draft.unset, draft.unset_nodes = _names(reader, node, "an item's name")


def _read_trust(reader: Reader, node: Node, draft: Draft) -> None:
    """`trust`: how much a rule is worth: `scope` (the default), `exact` or `hint`.

        body: [.story]
        trust: exact

    With `scope` the engine chooses inside the body, with `exact` the body is the article. With `hint`, as
    imported rules have it until somebody tests them, a block goes only where the rule says so twice: it
    lies outside the body, and a `drop` names it; and nothing is replaced, renamed or unwrapped.
    """
    draft.trust = reader.text(node, '"trust"')
    if draft.trust is not None and draft.trust not in _TRUST:
        reader.error(node, f'unknown trust "{draft.trust}"{did_you_mean(draft.trust, _TRUST)}')


def _read_force(reader: Reader, node: Node, draft: Draft) -> None:
    """`force`: no loss guard for all drops, cuts and bodies of the site; an entry may also say so for itself.

        drop: [.box]
        force: true

    Without it a drop or cut that takes more than 40 % of a page's words is skipped.
    """
    draft.force = reader.flag(node, '"force"')


def _read_note(reader: Reader, node: Node, draft: Draft) -> None:
    """`note`: what the next person should know of the site, in a line.

        note: a blog, share buttons above and below

    It changes nothing.
    """
    draft.note = reader.text(node, '"note"')


def _read_tests(reader: Reader, node: Node, draft: Draft) -> None:
    """`tests`: saved pages, and what must come out of them; `cleaner rules test` runs them.

        tests:
          - file: tests/hikes/1.html
            url: https://example.org/ten-huts
            title: "Ten huts in the Alps"
            authors: [Ann Roe]
            has: ["The path climbs"]
            lacks: ["Share this"]

    A test may name every field of a document, and `starts`, `ends`, `has`, `lacks` and `flags`. Files lie
    beside the rule file. `cleaner rules test --accept` writes what comes out now in the place of what was
    expected.
    """
    draft.tests = read_tests(reader, node)


def _read_pages(reader: Reader, node: Node, draft: Draft) -> None:
    """`pages`: one article over several pages.

        pages: {next: "a[rel=next]@href", single: "a.print@href", files: "*-page{n}.html", max: 20}

    `next` is the link to the following part, `single` the link to all of it on one page: `cleaner fetch`
    follows them, on the same host, until a part was there before. `files` are the names under which the
    parts were saved: `cleaner clean` makes one document of them, with the rule applied to each part.
    """
    draft.paging = read_paging(reader, node)


def _read_fetch(reader: Reader, node: Node, draft: Draft) -> None:
    """`fetch`: headers that the site wants to see.

        fetch: {headers: {Accept-Language: de, Cookie: {env: HUTS_COOKIE}}}

    Rule files are shared, so they hold no secrets: a cookie or key is the name of an environment variable.
    """
    draft.headers = read_headers(reader, node)


def _read_layouts(reader: Reader, node: Node, draft: Draft) -> None:
    """`layouts`: versions of a site's pages, before and after it was built anew; the best fit wins.

        layouts:
          - {id: new, when: {has: main.v3}, body: ["main.v3 .story"]}
          - {id: old, body: ["#story-body"], drop: [.old-box]}

    Of the layouts whose `when` holds, the one counts whose body fits the page's paragraphs best. A layout may
    have every directive; what it says stands above the site.
    """
    made: list[Layout] = []
    for number, entry in enumerate(reader.entries(node), 1):
        id_ = _id_of(reader, entry, number)
        inner = Draft(replace(draft.owner, name=f"{draft.owner.name}.{id_}"), entry, reader.place(entry))
        _read_keys(reader, entry, inner, LAYOUT_KEYS, f'layout "{id_}" of site "{draft.owner.name}"')
        if not inner.items and not inner.paging:
            reader.error(entry, f'layout "{id_}" says nothing - give it a body, or something to drop')
        if any(layout.part.name == inner.owner.name for layout in made):
            reader.error(entry, f'two layouts are called "{id_}"')
        made.append(Layout(inner.when, inner.part))
    draft.layouts = tuple(made)


def _read_broken(reader: Reader, node: Node, draft: Draft) -> None:
    """`broken`: lines of an imported rule that somebody has to look at.

        broken: ["example.com.txt:3: titl: //h1 - unknown, did you mean title?"]

    `cleaner rules import` writes them, `cleaner rules check` reports each as an error; take out what is
    mended. The rest of the site works meanwhile.
    """
    draft.broken = tuple(
        reader.problem(entry, f"not taken as it stands: {text}")
        for entry in reader.entries(node)
        if (text := reader.text(entry, "a broken line")) is not None
    )


def _read_id(reader: Reader, node: Node, draft: Draft) -> None:
    """`id`: the name of a layout, for messages and labels.

        layouts: [{id: old, body: [.story]}]

    Without it a layout is called by its number.
    """


def _id_of(reader: Reader, node: Node, number: int) -> str:
    """The name of a layout; its number where it has none."""
    found = value_of(node, "id")
    return (reader.text(found, '"id"') if found else None) or str(number)


def _names(reader: Reader, node: Node, what: str) -> tuple[tuple[str, ...], tuple[Node, ...]]:
    """The texts of a list, and the node of each."""
    pairs = [
        (name, entry) for entry in reader.entries(node) if (name := reader.text(entry, what)) is not None
    ]
    return tuple(name for name, _ in pairs), tuple(entry for _, entry in pairs)


def shape_of(keys: Mapping[str, Key]) -> Shape:
    """What may stand in a mapping with these keys and all directives."""
    directives = {name: directive.shape for name, directive in DIRECTIVES.items()}
    return mapping({**{name: key.shape for name, key in keys.items()}, **directives})


def _is_text_only(node: Node) -> bool:
    """True where `when` says `format: text`."""
    condition = value_of(node, "when")
    format_ = value_of(condition, "format") if condition else None
    return format_ is not None and format_.value == "text"


_EVERY_KEYS = {
    "use": Key(_read_use, TEXTS),
    "unset": Key(_read_unset, TEXTS),
    "trust": Key(_read_trust, one_of(_TRUST)),
    "force": Key(_read_force, FLAG),
    "note": Key(_read_note, TEXT),
    "pages": Key(_read_pages, paging.SHAPE),
    "fetch": Key(_read_fetch, headers.SHAPE),
    "broken": Key(_read_broken, TEXTS),
}
_WHEN = Key(_read_when, when.SHAPE)
LAYOUT_KEYS = {
    "id": Key(_read_id, TEXT),
    "when": _WHEN,
    **{key: _EVERY_KEYS[key] for key in ("trust", "force", "note", "pages")},
}
PRESET_KEYS = {"detect": Key(_read_detect, each(when.SHAPE)), **_EVERY_KEYS}
SITE_KEYS = {
    "hosts": Key(_read_hosts, TEXTS),
    "paths": Key(_read_paths, TEXTS),
    "when": _WHEN,
    **_EVERY_KEYS,
    "layouts": Key(_read_layouts, each(shape_of(LAYOUT_KEYS))),
    "tests": Key(_read_tests, each(fixtures.SHAPE)),
}

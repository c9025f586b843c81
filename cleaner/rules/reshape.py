"""A page as its site wants it read: wrappers gone, tags renamed, text put right. Decides nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cleaner.page.dom import parse
from cleaner.rules.directives import DIRECTIVES
from cleaner.rules.directives.replace import Replace
from cleaner.types import Layer, Nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from cleaner.rules.directive import Directive
    from cleaner.rules.site import Item, Site
    from cleaner.types import Page

__all__ = ["reshape"]

_UNREAD = frozenset({"script", "style"})  # data, not text


def reshape(page: Page, site: Site) -> Page:
    """The page with the site's `unwrap`, `rename` and `replace` done; the same page where there are none."""
    retagging = [(d.retag, item) for d, item in _items(site) if d.retag is not None]
    rewriting = [(d.rewrite, item) for d, item in _items(site) if d.rewrite is not None]
    sources = [item for _, item in rewriting if isinstance(item, Replace) and item.markup]
    rewriting = [(rewrite, item) for rewrite, item in rewriting if item not in sources]
    if sources and page.tree is not None:
        page = _parsed_anew(page, sources)
    if page.tree is None:
        if not rewriting:
            return page
        return replace(page, text="\n".join(_rewritten(line, rewriting) for line in page.text.split("\n")))
    if not retagging and not rewriting:
        return page
    nodes = page.tree.nodes
    tags, texts = nodes.tags, nodes.texts
    new_tags: dict[int, str] = {}
    for retag, item in retagging:
        new_tags.update(retag(page.tree, item))
    if new_tags:
        tags = [new_tags.get(node, tag) for node, tag in enumerate(tags)]
    if rewriting:
        texts = [
            _rewritten(text, rewriting) if text and nodes.tags[nodes.parents[node]] not in _UNREAD else text
            for node, text in enumerate(texts)
        ]
    shaped = Nodes(tags, nodes.parents, nodes.ends, nodes.attributes, texts)
    return replace(page, tree=page.tree.reshaped(shaped))


def _items(site: Site) -> Iterator[tuple[Directive, Item]]:
    """The items that may change the page, by directive and layer."""
    # Under `trust: hint` nobody has looked at what the site's own do to a page.
    hinted = site.trust == "hint"
    for directive in DIRECTIVES.values():
        if directive.retag is None and directive.rewrite is None:
            continue
        for ranked in site.items(directive.name):
            if not hinted or ranked.item.layer != Layer.SITE:
                yield directive, ranked.item


def _parsed_anew(page: Page, items: list[Replace]) -> Page:
    """The page of a source in which texts were replaced; the same page where none of them is there."""
    text = page.text
    for item in items:
        text = text.replace(item.target.source, item.new)
    return page if text == page.text else replace(page, text=text, tree=parse(text))


def _rewritten(text: str, rewriting: list[tuple[Callable[..., str], Item]]) -> str:
    for rewrite, item in rewriting:
        text = rewrite(text, item)
    return text

"""XPath that cannot run."""

from __future__ import annotations

import pytest

from cleaner.rules.selection import selector
from cleaner.rules.xpath import fault


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("//div[contains(@class, 'a, b(')]", None),
        ("//p/following-sibling::text() | (//a)[last()]", None),
        ("//a[concat('a', 'b', 'c', string(@x)) = '' or not(position() = last())]", None),
        ("//div[contains(concat(' ', normalize-space(@class), ' '), ' a ')]", None),
        ("//div[contains(@class='x')]", "contains() takes 2 arguments, not 1"),
        ("//a[ends-with(@href, 'x')]", "XPath 1.0 has no ends-with()"),
        ("//a[last(1)]", "last() takes 0 arguments, not 1"),
        ("//a[substring(@x)]", "substring() takes 2 to 3 arguments, not 1"),
        ("//a[count()]", "count() takes 1 argument, not 0"),
    ],
)
def test_calls_are_checked_without_a_page(source, found):
    assert (fault(source) or "").startswith(found or "")
    assert bool(fault(source)) == bool(found)


def test_a_selector_that_cannot_run_is_refused():
    with pytest.raises(ValueError, match=r"bad XPath .* contains\(\) takes 2 arguments"):
        selector("//div[contains(@class='x')]")

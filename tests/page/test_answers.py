"""Questions and answers that a page declares in JSON-LD."""

from __future__ import annotations

import json

import pytest

from cleaner.page import answers
from tests.making import dump, html


def question(name="Is the hut open?", answer="It is open from May on."):
    return {
        "@type": "Question",
        "name": name,
        "acceptedAnswer": {"@type": "Answer", "text": answer},
    }


def declared(value):
    source = value if isinstance(value, str) else json.dumps(value)
    return answers(html(f'<p>Huts</p><script type="application/ld+json">{source}</script>'))


def faq(*questions):
    return {"@type": "FAQPage", "mainEntity": list(questions)}


OPEN = ("Is the hut open?", "It is open from May on.")


@pytest.mark.parametrize(
    "value",
    [
        faq(question()),
        {"@graph": [{"@type": "WebPage"}, faq(question())]},
        {"@type": ["WebPage", "FAQPage"], "mainEntity": question()},
        {"@type": "FAQPage", "mainEntity": {"@list": [question()]}},
        faq({"@type": "Question", "name": OPEN[0], "acceptedAnswer": [{"text": OPEN[1]}]}),
        faq({"@type": "Question", "name": OPEN[0], "acceptedAnswer": OPEN[1]}),
        faq(question(answer="<p>It is <b>open</b> from&nbsp;May on.</p>")),
        faq(question(answer="&lt;p&gt;It is open from May on.&lt;/p&gt;")),
    ],
)
def test_they_are_read_however_they_are_written(value):
    assert declared(value) == [OPEN]


@pytest.mark.parametrize(
    "value",
    [
        {"@type": "QAPage", "mainEntity": question()},  # a reader's question
        question(),
        faq({"@type": "Question", "name": "Is it open?"}),
        faq(question(name=7)),
        faq(question(answer="long " * 5_000)),
        '{"@type": "FAQPage", "mainEntity": [',
        '"FAQPage"',
    ],
)
def test_what_is_none_gives_nothing(value):
    assert declared(value) == []


def test_a_page_may_be_hostile():
    deep = '{"@type": "FAQPage", "a": ' + "[" * 100_000
    wide = faq(*[question(name=f"Question {i}?", answer="long " * 1_000) for i in range(300)])

    assert declared(deep) == []
    assert 10 < len(declared(wide)) < 20


def test_a_dump_declares_nothing():
    assert answers(dump('{"@type": "FAQPage"}')) == []

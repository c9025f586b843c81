from __future__ import annotations

import pytest

from cleaner.assemble import assemble
from cleaner.page import segment
from cleaner.types import Metadata
from tests.assemble.building import markdown_of, page_of, verdicts_of

_SCRIPT = "<script src='https://example.org/MathJax.js'></script>"


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        (r"Let \(x_1\) be.", "Let $x_1$ be."),
        (r"\[ a_1 * b_1 \]", "$$a_1 * b_1$$"),
        (r"So $$\frac{a}{b}$$ is", r"So $$\frac{a}{b}$$ is"),
        (r"So $a_i * b_i * c$ is", "So $a_i * b_i * c$ is"),
        (r"an $n$ and costs $5 or $10", "an $n$ and costs $5 or $10"),
        (r"\begin{align} a &amp;= b \\ c \end{align}", r"$$\begin{align} a &= b \\ c \end{align}$$"),
        (r"<b>\(x_1\)</b> and <a href='/x'>\(y_1\)</a>", "**$x_1$** and [$y_1$](https://example.org/x)"),
        (r"<code>\(x_1\)</code>", r"`\(x_1\)`"),
        (r"from $5 to US$ 7_x", "from \\$5 to US$ 7_x"),
        (r"\( open *and* \] wrong", r"\\( open \*and\* \\] wrong"),
        (r"\(a<b>c</b>", "\\\\(a**c**"),
        (r"\(\) and \(a$b\) and \(a`b\)", r"\\(\\) and \\(a$b\\) and \\(a\`b\\)"),
    ],
)  # fmt: skip
def test_tex_in_the_text_is_a_formula_where_the_page_typesets_it(text, markdown):
    assert markdown_of(f"{_SCRIPT}<p>{text}") == markdown


def test_elsewhere_it_is_text():
    assert markdown_of(r"<p>Escape it: \(a_*\) or $a*b$") == r"Escape it: \\(a\_\*\\) or \$a\*b$"


def test_nothing_breaks_out_of_a_formula():
    hostile = r"\(a &lt;script>x&lt;/script> &amp;copy; [x](y) [[z]] {{&lt; x >}} ![p](q)\)"

    assert markdown_of(f"{_SCRIPT}<p>{hostile}") == (
        "$a < script>x< /script> & copy; [x] (y) [ [z]] { {< x >}} ![p] (q)$"
    )


@pytest.mark.parametrize("text", ["costs $5 (US$) or more", "$-$$ and $$-$$$", "$a$"])
def test_money_is_never_a_formula(text):
    assert markdown_of(f"<p>{text}").count("\\$") >= 1


def test_a_formula_that_the_segmenter_read_is_written_as_it_is():
    blocks = segment(page_of("<p>Let <math><mi>x</mi></math> be <b>it</b>."))
    tags = blocks.page.tree.nodes.tags
    blocks.runs[0] = [
        (2, "Let "),
        (tags.index("math"), "$x_1 < y$"),
        (2, " be "),
        (tags.index("b"), "it"),
        (2, "."),
    ]
    blocks.texts[0] = "Let $x_1 < y$ be it."

    document = assemble(blocks, verdicts_of(blocks), Metadata())

    assert document.markdown == "Let $x_1 < y$ be **it**."


def test_ten_thousand_openings_take_no_longer_than_they_should():
    markdown = markdown_of(f"{_SCRIPT}<p>" + r"\( $$ \begin{a} $x " * 10_000)

    assert markdown.count("x") == 10_000

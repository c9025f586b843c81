from __future__ import annotations

import pytest

from cleaner.page import segment
from tests.assemble.building import document_of, markdown_of, page_of
from tests.making import blocks_of

_X2 = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"
# What the makers of formulae leave in a saved page: what can be read, beside a drawing that cannot.
_SHAPES = {
    "mathml": "<math><mi>x</mi></math>",
    "mathml with its tex": '<math><semantics><mi>y</mi>'
    '<annotation encoding="application/x-tex">x</annotation>'
    "</semantics></math>",
    "latexml": '<math alttext="x%&#10;"><mi>y</mi></math>',
    "katex": '<span class="katex"><span class="katex-mathml"><math><semantics><mi>x</mi><annotation '
    'encoding="application/x-tex">x</annotation></semantics></math></span><span class="katex-html" '
    'aria-hidden="true"><span>x</span></span></span>',
    "mediawiki": '<span><span style="display: none;"><math alttext="{\\displaystyle x}"><mi>'
    'x</mi></math></span><img src="/x.svg" class="mwe-math-fallback-image-inline" aria-hidden="true" '
    'alt="{\\displaystyle x}"></span>',
    "mediawiki before mathml": '<img src="/x.svg" class="tex" alt="x">',
    "wordpress": '<img src="/latex.php?latex=x" alt="x" class="latex">',
    "mathjax 2, not yet run": '<script type="math/tex">x</script>',
    "mathjax 2": '<span class="MathJax_Preview" style="display: none;"></span><span class="MathJax"><nobr '
    'aria-hidden="true">x</nobr><span class="MJX_Assistive_MathML"><math><mi>y</mi></math></span></span>'
    '<script type="math/tex">x</script>',
    "mathjax 3": '<mjx-container><mjx-math aria-hidden="true"></mjx-math><mjx-assistive-mml>'
    '<math><mi>x</mi></math>'
    "</mjx-assistive-mml></mjx-container>",
}  # fmt: skip


@pytest.mark.parametrize("shape", _SHAPES)
def test_a_formula_is_read_once_whoever_drew_it(shape):
    blocks = segment(page_of(f"<p>Let {_SHAPES[shape]} be.</p>"))

    assert blocks.texts == ["Let $x$ be."]
    assert blocks.hidden == [False]


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        ("<mfrac><mi>a</mi><mi>b</mi></mfrac>", r"\frac{a}{b}"),
        ("<msqrt><mi>a</mi><mo>+</mo><mi>b</mi></msqrt>", r"\sqrt{a+b}"),
        ("<mroot><mi>a</mi><mn>3</mn></mroot>", r"\sqrt[3]{a}"),
        ("<msub><mi>a</mi><mrow><mi>i</mi><mo>+</mo><mn>1</mn></mrow></msub>", "a_{i+1}"),
        ("<msup><mrow><mi>a</mi><mi>b</mi></mrow><mn>2</mn></msup>", "{ab}^{2}"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>n</mi></munderover><mi>i</mi>", "∑_{i}^{n}i"),
        ("<mi>sin</mi><mi>x</mi>", r"\sin x"),
        ("<mi>foo</mi><mo>%</mo><mtext>if $</mtext>", r"\mathrm{foo}\%\text{if }"),
        ("<mfenced open='['><mi>a</mi><mi>b</mi></mfenced>", "[a, b)"),
        ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn>"
        "</mtd></mtr></mtable>",
         r"\begin{matrix} 1 & 2 \\ 3 \end{matrix}"),
        ("<msup></msup>", "{}^{}"),
        ("<mi>sin</mi><mo>&#x2061;</mo><mi>x</mi>", r"\sin x"),
        ("<mover><mi>x</mi><mo>¯</mo></mover><mover accent=true><mi>v</mi><mo>→</mo></mover>",
         r"\bar{x}\vec{v}"),
        ("<mover><mrow><mi>A</mi><mi>B</mi></mrow><mo>→</mo></mover>", r"\overrightarrow{AB}"),
        ("<munder><mi>x</mi><mo>_</mo></munder><munder><mi>lim</mi><mi>n</mi></munder>",
         r"\underline{x}\lim_{n}"),
        ("<mmultiscripts><mi>C</mi><mn>2</mn><none/><mprescripts/><mn>6</mn><mn>14</mn></mmultiscripts>",
         "{}_{6}^{14}C_{2}"),
        ("<mmultiscripts><mi>R</mi><mi>i</mi><none/><none/><mi>j</mi></mmultiscripts>", "R_{i}{}^{j}"),
        ("<mphantom><mi>x</mi></mphantom><mi>y</mi>", r"\phantom{x}y"),
        ("<mtext>if&nbsp;</mtext><mn>1</mn><mtext> </mtext><mi> x </mi>", r"\text{if }1\text{ }x"),
        ("<mi>x</mi><mspace/><annotation-xml><ci>y</ci></annotation-xml>", "x"),
    ],
)  # fmt: skip
def test_mathml_without_its_tex_is_written_as_tex(mathml, tex):
    assert segment(page_of(f"<p><math>{mathml}</math>")).texts == [f"${tex}$"]


@pytest.mark.parametrize(
    "element",
    ['<span data-formula="x_1"><svg></svg></span>', '<span class="math" data-tex="x_1"></span>',
     '<math data-latex="x_1"><mi>y</mi></math>', '<img src="/x.png" data-latex="x_1">'],
)  # fmt: skip
def test_tex_in_an_attribute_is_read_where_the_page_shows_a_drawing(element):
    document = document_of(f"<p>Let {element} be.</p>")

    assert document.text == document.markdown == "Let $x_1$ be."


def test_a_drawn_formula_that_is_a_block_stands_between_blocks():
    html = "<div>Let<section data-formula='x_1'><svg></svg></section>be.</div>"

    assert segment(page_of(html)).texts == ["Let", "$$x_1$$", "be."]


def test_a_drawn_formula_in_an_inline_block_stays_in_its_line():
    assert blocks_of('<p>So <span class="inline-block" data-math="E=mc^2"></span> it is.').texts == [
        "So $E=mc^2$ it is."
    ]


@pytest.mark.parametrize("element", ["<span data-tex='x_1'>X</span>", "X<span data-math='inline'></span>"])
def test_an_element_with_words_or_with_a_setting_is_no_formula(element):
    assert segment(page_of(f"<p>Let {element} be.</p>")).texts == ["Let X be."]


@pytest.mark.parametrize(
    "html",
    [
        '<math display="block"><mi>x</mi></math>',
        '<script type="math/tex; mode=display">x</script>',
        '<div class="MathJax_Display"><math display="block"><mi>x</mi></math></div>'
        '<script type="math/tex">x</script>',
        '<img src="/x.svg" class="mwe-math-fallback-image-display" alt="x">',
    ],
)  # fmt: skip
def test_a_formula_on_a_line_of_its_own_has_two_dollars(html):
    assert segment(page_of(f"<div>{html}</div>")).texts == ["$$x$$"]


def test_a_formula_in_hidden_text_is_hidden_with_it():
    blocks = segment(page_of(f"<p>seen<div style='display:none'>text {_X2}</div>"))

    assert blocks.texts == ["seen", "text $x^{2}$"]
    assert blocks.hidden == [False, True]


def test_scripts_that_run_and_empty_formulae_are_nothing():
    assert segment(
        page_of("<p>a<script>math/tex</script><script type='math/tex'> </script><math></math>b")
    ).texts == ["ab"]


def test_in_markdown_a_formula_stays_what_it_is():
    html = f"<h2>On {_X2}</h2><p><b>So {_X2}</b> and <script type='math/tex'>a_1*b<c\n`</script>, R*."

    assert markdown_of(html) == "## On $x^{2}$\n\n**So** $x^{2}$ and $a_1*b< c '$, R\\*."

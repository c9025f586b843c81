from __future__ import annotations

import re
import time

import pytest

from tests.assemble.building import document_of, markdown_of


@pytest.mark.parametrize(
    ("html", "language"),
    [
        ('<pre class="language-python">x</pre>', "python"),
        ('<pre><code class="hljs lang-c++">x</code></pre>', "c++"),
        ('<pre><code class="hljs python"><span class="hljs-keyword">x</span></code></pre>', "python"),
        ('<pre class="sourceCode bash"><code class="sourceCode bash">x</code></pre>', "bash"),
        ('<pre><code class="lang-powershell"><span><b>x</b></span></code></pre>', "powershell"),
        ('<div class="highlight-source-js"><pre>x</pre></div>', "js"),
        ('<div class="highlight-sh"><div><pre>x</pre></div></div>', "sh"),
        ('<div class="mw-highlight mw-highlight-lang-ada"><pre>x</pre></div>', "ada"),
        ('<pre class="brush: ruby; gutter: false">x</pre>', "ruby"),
        ('<pre class="EnlighterJSRAW" data-enlighter-language="php">x</pre>', "php"),
        ('<pre><code data-lang="go">x</code></pre>', "go"),
        ('<pre><code data-lang="a b">x</code></pre>', ""),
        ('<pre class="language-`x">x</pre>', ""),
        ('<pre class="language-none">x</pre>', ""),
        ('<div class="highlight-default"><pre>x</pre></div>', ""),
        ('<body class="lang-en"><div><div><div><div><pre>x</pre></div></div></div></div>', ""),
        ("<pre>x</pre>", ""),
    ],
)
def test_code_is_fenced_with_its_language(html, language):
    assert markdown_of(html) == f"```{language}\nx\n```"


@pytest.mark.parametrize(
    "html",
    [
        # Pygments with numbers in the line
        '<pre><span class="linenos">1</span>fold()\n<span class="linenos">2</span>turn()\n</pre>',
        # Pygments, Chroma: numbers in a column of their own
        '<table class="highlighttable"><tr><td class="linenos"><div class="linenodiv"><pre>1\n2</pre></div>'
        "</td><td><pre>fold()\nturn()</pre></td></tr></table>",
        '<table><tr><td><pre><code><span class="lnt">1\n</span><span class="lnt">2\n</span></code></pre></td>'
        "<td><pre>fold()\nturn()</pre></td></tr></table>",
        # Rouge: a table inside the listing
        '<pre><code><table><tr><td class="rouge-gutter gl"><pre class="lineno">1\n2\n</pre></td>'
        "<td><pre>fold()\nturn()</pre></td></tr></table></code></pre>",
        # highlightjs-line-numbers
        '<pre><code><table><tr><td class="hljs-ln-line hljs-ln-numbers">1</td><td>fold()</td></tr>'
        '<tr><td class="hljs-ln-numbers">2</td><td>turn()</td></tr></table></code></pre>',
        # a gutter by what it holds, behind the code or before it
        "<pre><code>fold()\nturn()\n<div></div></code><ul class=nums><li>1</li><li>2</li></ul></pre>",
        "<pre><ul><li>1</li><li>2</li></ul><code>fold()\nturn()\n</code></pre>",
        "<pre><code>fold()\nturn()\n</code><span><i>1\n2</i></span></pre>",
        # a button for copying, in the listing
        "<pre>fold()\nturn()<button>Copy</button></pre>",
        # Prism, Docusaurus: lines as elements
        '<pre><code><span class="line">fold()<br></span><span class="line">turn()<br></span></code></pre>',
    ],
)  # fmt: skip
def test_numbers_and_buttons_of_a_listing_are_not_its_code(html):
    document = document_of(html)

    assert document.markdown == "```\nfold()\nturn()\n```"
    assert document.text == "fold()\nturn()"


@pytest.mark.parametrize("gutter", ["<i class=ln>", "<div class=ln>", "<div class=ln aria-hidden=true>"])
@pytest.mark.parametrize("hidden", ["", " hidden"])
def test_a_blank_line_of_numbered_lines_is_one(gutter, hidden):
    lines = "".join(
        f"<div class=line>{gutter}{i}</i></div><div class=code>{code}</div></div>"
        for i, code in enumerate(["fold()", "\n", "turn()", "wait()"])
    )

    text = document_of(f"<pre{hidden}><code>{lines}</code></pre>").text

    assert text == "fold()\n\nturn()\nwait()"


def test_a_gutter_that_holds_more_than_numbers_stays():
    assert "x = 1" in markdown_of('<pre><span class="gutter">x = 1</span>\ny</pre>')


@pytest.mark.parametrize(
    "code",
    [
        "<b>1</b>\n<b>2</b>",  # the listing's own
        "<i><b>1</b>\n<b>2</b></i>",  # all of it
        "x = <i>[<b>1</b>, <b>2</b>]</i>\ny",
        "f <i><b>1</b> <b>2</b> <b>3</b> <b>4</b> <b>5</b></i>",  # more than there are lines
        "x\ny\n<i><b>1</b>\n<b>3</b></i>",
        "x\ny <i><b>1</b> <b>2</b> z</i>",
    ],
)
def test_numbers_of_the_code_stay(code):
    assert document_of(f"<p>Ten huts.</p><pre>{code}</pre>").text.endswith(re.sub("<.*?>", "", code))


def test_many_numbers_in_a_listing_take_little_time():
    began = time.process_time()

    document_of("<pre>" + "<i><b>1</b> <b>2</b></i> x\n" * 20_000 + "</pre>")

    assert time.process_time() - began < 10


def test_control_characters_do_not_come_back_with_the_numbers_gone():
    assert document_of('<pre><i class="ln">1</i>a\u202e\x1bb</pre>').text == "ab"


def test_the_fence_is_longer_than_what_it_holds():
    assert markdown_of("<pre>```\n`````\n</pre>") == "``````\n```\n`````\n``````"

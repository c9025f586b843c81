from __future__ import annotations

import re

import pytest

from tests.making import blocks_of

CODE = "fold()\n    turn()\n\nwait()"


@pytest.mark.parametrize(
    "table",
    [
        # SyntaxHighlighter
        "<table><tr><td class=gutter><div class='line number1'>1</div><div class=line>2</div><div>3</div>"
        "<div>4</div></td><td class=code><div class=container><div class=line><code>fold</code>"
        "<code>()</code></div><div class=line><code>    </code><code>turn()</code></div>"
        "<div class=line>\n</div>"
        "<div class=line><code>wait()</code></div></div></td></tr></table>",
        # Crayon
        "<table class=crayon-table><tr class=crayon-row>\n  <td class=crayon-nums><div><div>1</div>"
        "<div>2</div><div>3</div><div>4</div></div></td>\n  <td class=crayon-code><div><div>"
        "<span>fold</span>()</div><div>    turn()</div><div>\n</div><div>wait()</div></div>"
        "</td></tr></table>",
        # Hexo, Pygments
        "<table>\n<tr><td class=gutter><pre><span>1</span><br><span>2</span><br><span>3</span><br>"
        "<span>4</span><br></pre></td><td class=code><pre><span>fold()</span><br><span>    turn()</span><br>"
        "<br><span>wait()</span><br></pre></td></tr></table>",
        # without a name
        "<table><tr><td><pre>17\n18\n19\n20\n</pre></td><td><div><pre>fold()\n    turn()\n\nwait()\n</pre>"
        "</div></td></tr></table>",
        # GitHub: the numbers are shown by a style
        "<table>\n"
        + "".join(
            f"  <tr>\n    <td class='blob-num js-line-number' data-line-number={i}></td>\n"
            f"    <td class='blob-code js-file-line'>{line}</td>\n  </tr>\n"
            for i, line in enumerate(["fold()", "    <b>turn</b>()", "\n", "wait()"], 1)
        )
        + "</table>",
        # SyntaxHighlighter without numbers
        "<table><tr><td class=code><div class=container><div class=line><code>fold()</code></div>"
        "<div class=line><code>    turn()</code></div><div class=line>\n</div>"
        "<div class=line><code>wait()</code></div></div></td></tr></table>",
        # a table in the listing
        "<pre><code><table>"
        + "".join(
            f"<tr><td>{i}<td>{line}" for i, line in enumerate(CODE.replace("\n\n", "\n \n").split("\n"))
        )
        + "</table></code></pre>",
    ],
    ids=["lines", "lines and indentation", "pre", "no names", "data", "no numbers", "table in pre"],
)
def test_a_table_of_numbers_and_code_is_one_listing(table):
    blocks = blocks_of(f"<p>Before.</p><div>{table}</div><p>Behind.</p>")

    assert blocks.tags == ["p", "pre", "p"]
    assert [line.rstrip() for line in blocks.texts[1].split("\n")] == CODE.split("\n")


@pytest.mark.parametrize(
    "table",
    [
        "<table><tr><td>1<td>Alder Hut<tr><td>2<td>Birch Hut</table>",
        "<table><tr><td>1<td><code>git add</code><tr><td>2<td><code>git commit</code></table>",
        "<table><tr><td>1<td><pre>git add</pre><tr><td>2<td><pre>git commit</pre></table>",
        "<table><tr><th>Line<th>Code<tr><td class=num>1<td class=code>A4</table>",
        "<table><tr><td class=num>1<td class=code>A4<tr><td>3<td>A6</table>",
        "<table><tr><td class=num>1<td class=code>A4<td>Fox</table>",
        "<table><tr><td>1 2<td>Two huts.</table>",
        "<table><tr><td class=code>Postcode <code>4711</code></table>",
        "<table><tr><td>1a<td><pre>git add</pre></table>",
        "<table><tr><td class=code>0<td>Success<tr><td class=code>1<td>Failure</table>",
        "<table><tr><td class=nums>1<td class=code>A4<tr><td class=nums>2<td class=code>A5</table>",
        "<table><tr><td>1<td class=area-code>0471<tr><td>2<td class=area-code>0472</table>",
        "<table><tr><td>1<td>Run it so: <pre>git add</pre></table>",
    ],
    ids=[
        "places",
        "commands",
        "listings",
        "a head",
        "not counted",
        "three columns",
        "no code",
        "words",
        "no numbers",
        "exit codes",
        "ranks",
        "dialling codes",
        "a step",
    ],
)
def test_other_tables_stay(table):
    assert "td" in blocks_of(table).tags


def test_a_table_around_listings_is_a_layout():
    inner = "<table><tr><td><pre>1</pre><td><pre>fold()</pre></table>"

    blocks = blocks_of(f"<table><tr><td>1<td>{inner}<p>Behind.</p></table>")

    assert list(zip(blocks.tags, blocks.texts, strict=True)) == [
        ("td", "1"),
        ("pre", "fold()"),
        ("p", "Behind."),
    ]


LINES = "".join(
    f"<div><div class=gutter><i>{n}</i></div><pre class='ed-line'><b>{code}</b></pre></div>\n"
    for n, code in enumerate(["def fold():", "    turn()", "}"], 1)
)


@pytest.mark.parametrize(
    "lines",
    [LINES, LINES.replace("<i>", "<!--").replace("</i>", "-->"), re.sub("</?div[^>]*>", "", LINES)],
    ids=["numbers", "no numbers", "no wrappers"],
)
def test_lines_that_are_all_of_a_container_are_one_listing(lines):
    blocks = blocks_of(f"<p>Before.</p><div>{lines}</div><p>Behind.</p>")

    assert list(zip(blocks.tags, blocks.texts, strict=True)) == [
        ("p", "Before."),
        ("pre", "def fold():\n    turn()\n}"),
        ("p", "Behind."),
    ]


@pytest.mark.parametrize(
    "source",
    [
        "<div><pre class=a>fold()</pre><p>Then:</p><pre class=a>turn()</pre></div>",
        "<div><pre class=a>fold()</pre><pre class=b>turn()</pre></div>",
        "<div><pre>fold()</pre><pre>turn()</pre></div>",
        "<div><pre class=a>fold()\nx</pre><pre class=a>turn()\ny</pre></div>",
        "<main><pre class=a>fold()</pre><pre class=a>turn()</pre></main>",
    ],
    ids=["text", "two classes", "no class", "many lines", "no container"],
)
def test_other_listings_stay_apart(source):
    assert blocks_of(source).tags.count("pre") == 2

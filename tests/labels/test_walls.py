"""Pages that show a notice in place of their content, in many words and languages; and pages that do not."""

from __future__ import annotations

import pytest

from cleaner.labels import density, walls
from cleaner.labels.decide import decide
from cleaner.labels.flags import flags
from cleaner.types import Candidate, Label, Metadata, Verdict
from tests.making import blocks_of

TEXT = "".join(
    f"<p>Paragraph {n} tells how the path leaves the road behind the last farm and climbs to the hut.</p>"
    for n in range(9)
)
MENU = "<nav><ul>" + "".join(f"<li><a href='/{n}'>Section {n}</a></li>" for n in range(8)) + "</ul></nav>"
STORIES = "".join(
    f"<li><a href='/s/{n}'>How the hut number {n} came to its new roof</a></li>" for n in range(6)
)
FOOTER = "<footer><a href='/privacy'>Privacy policy</a> <a href='/cookies'>Cookie policy</a></footer>"


def judged(source: str, title: str = "") -> tuple[tuple[str, ...], list[Verdict]]:
    """The flags and verdicts, as the line gives them."""
    blocks = blocks_of(f"<body>{source}</body>")
    candidates = (Candidate("title", title, "html:title", 0.5),) if title else ()
    metadata = Metadata(title=title or None, candidates=candidates)
    said: list[Label] = list(density.labels(blocks))
    verdicts = decide(blocks, [*said, *walls.labels(blocks, metadata, said)])
    return flags(blocks, verdicts), verdicts


def flag_of(source: str, title: str = "") -> str:
    found, verdicts = judged(source, title)
    assert not (set(found) & set(walls.WALLS) and any(verdict.keep for verdict in verdicts))
    return " ".join(found)


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("Page not found | Farrow Post", "<h1>Page not found</h1><p>The link may be broken.</p>"),
        ("404", "<h1>404</h1><p>Oops! Nothing here but snow.</p>"),
        ("404 Not Found", "<center><h1>404 Not Found</h1></center><hr><center>nginx</center>"),
        ("403 Forbidden", "<h1>Forbidden</h1><p>You don't have permission to access this resource.</p>"),
        ("502 Bad Gateway", "<h1>502 Bad Gateway</h1>"),
        ("Farrow Post", "<h1>Oops! That page can’t be found.</h1><p>Maybe try a search?</p>"),
        ("Farrow Post", "<div>Sorry, the page you are looking for has been moved.</div>"),
        ("Just a moment...", "<p>farrow.example.org needs to review the security of your connection.</p>"),
        ("Access denied", "<p>You have been blocked from reading farrow.example.org.</p><p>Ray ID: 8f2c</p>"),
        ("Farrow Post", "<form><p>Please verify you are human to go on.</p><img src=/c.png></form>"),
        (
            "Farrow Post",
            "<noscript>You need to enable JavaScript to run this app.</noscript><div id=root></div>",
        ),
        ("Farrow Post", "<p>Please update your browser to see this page.</p>"),
        ("Seite nicht gefunden", "<h1>Seite nicht gefunden</h1><p>Vielleicht hilft die Suche.</p>"),
        ("Page introuvable", "<h1>Erreur 404</h1><p>La page que vous cherchez a disparu.</p>"),
        ("Página no encontrada", "<h1>Página no encontrada</h1>"),
        ("Farrow", "<h1>Pagina non trovata</h1><p>Torna alla pagina iniziale.</p>"),
        ("Strona nie została znaleziona", "<p>Wróć na stronę główną.</p>"),
        ("Страница не найдена", "<h1>404</h1><p>Страница удалена или перемещена.</p>"),
        ("Farrow", "<h1>页面不存在</h1><p>您访问的页面不存在或已被删除。</p>"),
        ("Farrow", "<h1>ページが見つかりません</h1>"),
    ],
)
def test_an_error_page_is_one_whatever_stands_around_it(title, source):
    assert flag_of(source, title) == "error-page"
    assert flag_of(MENU + source + FOOTER, title) == "error-page"


def test_an_error_page_may_offer_stories_where_its_title_says_what_it_is():
    assert flag_of(MENU + "<h1>Page not found</h1>" + STORIES + FOOTER, "Page not found") == "error-page"
    assert flag_of(MENU + "<p>Please update your browser.</p>" + STORIES + FOOTER, "Huts") == ""


@pytest.mark.parametrize(
    "source",
    [
        "<h2>Before you continue</h2><p>We use cookies and data to deliver.</p><button>Accept all</button>",
        "<h1>We value your privacy</h1><p>We and our 824 partners store information on a device.</p>",
        "<h1>Weiterlesen mit Werbung</h1><p>Besuchen Sie uns mit Werbung und Tracking. Die Zustimmung ist "
        "jederzeit widerrufbar.</p><p>Oder werbefrei im Pur-Abo.</p>",
        "<p>Avec votre consentement, nos partenaires utilisent des traceurs.</p><a href=/>Continuer</a>",
        "<p>Utilizamos cookies propias y de terceros.</p><button>Aceptar y continuar</button>",
        "<p>Szanujemy Twoją prywatność. Prosimy o zgodę na pliki cookies.</p>",
        "<h1>Are you over 18?</h1><p>You must be 18 to read about the cellar of the hut.</p>",
    ],
)
def test_a_consent_dialog_is_a_wall_where_it_is_all_there_is(source):
    assert flag_of(source, "The hut above Farrow") == "consent-wall"
    assert flag_of(MENU + source + FOOTER, "The hut above Farrow") == "consent-wall"
    assert flag_of(f"{TEXT}<div>{source}</div>", "The hut above Farrow") == ""


def test_a_long_dialog_is_a_wall_too():
    dialog = (
        "<h1>We value your privacy</h1>"
        + "<p>We and our partners use cookies to measure how you read.</p>" * 20
    )

    assert flag_of(dialog + "<p>Some of them are in other countries.</p>") == "consent-wall"


@pytest.mark.parametrize(
    ("title", "source"),
    [
        ("404 Not Found", f"<h1>404 Not Found</h1>{TEXT}"),  # an encyclopedia's page
        ("Page not found: a history of the web", "<p>It began with a page that nobody had written.</p>"),
        ("The Peugeot 404", "<p>A car of 1960.</p>"),
        ("Huts", f"<noscript>Please enable JavaScript.</noscript>{TEXT}"),
        ("Huts", "<p>The hut is closed.</p><div hidden>Something went wrong</div>"),
        ("Huts", "<p>The hut above Farrow has a new roof, and the old one has become a boat.</p>"
                 "<div>We use cookies.</div>"),
        ("Huts", ""),
        ("Tins of the hut", "<p>Cookies keep for a week in a tin, says the warden, and bread for "
                            "two days at most if it stays dry.</p>" * 5),
        ("Farrow and its files", "<p>Der Datenschutz war dem Verein zu teuer, die Einwilligung der Gäste "
                                 "lag nie vor. Der Kreis prüft, was aus den Akten wird.</p>" * 5),
    ],
)  # fmt: skip
def test_a_page_with_content_is_none(title, source):
    assert flag_of(MENU + source + FOOTER, title) == ""


def test_the_reason_stands_with_each_block():
    _, verdicts = judged("<h1>Page not found</h1><p>The link may be broken, or it was never whole.</p>")

    assert {verdict.label.by for verdict in verdicts} == {"error-page"}
    assert "is all of the page" in verdicts[0].label.why

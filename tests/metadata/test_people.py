"""Names: labels, jobs, places and addresses go; people stay."""

from __future__ import annotations

import pytest

from cleaner.metadata import people
from cleaner.metadata.names import looks_like_name


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("By Ann Roe", ["Ann Roe"]),
        ("Von Jutta Kessler", ["Jutta Kessler"]),
        ("Par Odile Marais", ["Odile Marais"]),
        ("Por Remedios Calle", ["Remedios Calle"]),
        ("Di Ezio Bruni", ["Ezio Bruni"]),
        ("Written by: Ann Roe", ["Ann Roe"]),
        ("Recipe by Ann Roe", ["Ann Roe"]),
        ("Rezept von Jutta Kessler", ["Jutta Kessler"]),
        ("Ann Roe Friday, March 5, 2024", ["Ann Roe"]),
        ("Nancy Friday", ["Nancy Friday"]),
        ("Ann Roe\u3000著、大渡 美咲\u3000訳", ["Ann Roe", "大渡 美咲"]),
        ("Text: Jutta Kessler", ["Jutta Kessler"]),
        ("作者：林小川", ["林小川"]),
        ("文/林小川", ["林小川"]),
        ("青川晚报 宋晓岚", ["宋晓岚"]),
        ("大渡 美咲", ["大渡 美咲"]),
        ("View all posts by Ann Roe", ["Ann Roe"]),
        ("Zeige alle Beiträge von Jutta Kessler", ["Jutta Kessler"]),
        ("Ann Roe, Bo Ek and Cid Poe", ["Ann Roe", "Bo Ek", "Cid Poe"]),
        ("Ann Roe; Bo Ek", ["Ann Roe", "Bo Ek"]),
        ("Ann Roe & Bo Ek", ["Ann Roe", "Bo Ek"]),
        ("Jutta Kessler und Egon Thieme", ["Jutta Kessler", "Egon Thieme"]),
        ("Smith, John", ["John Smith"]),
        ("Roe, Ann T.", ["Ann T. Roe"]),
        ("Müller, Anna", ["Anna Müller"]),
        ("林小川，宋晓岚", ["林小川", "宋晓岚"]),
        ("By Oleh Kovalenko and Par Lindqvist", ["Oleh Kovalenko", "Par Lindqvist"]),
        ("By Di Zhang", ["Di Zhang"]),
        ("Joe S.", ["Joe S."]),
        ("JOHN SMITH, JANE DOE", ["JOHN SMITH", "JANE DOE"]),
        ("BY LI WEI, BO XU AND ANN ROE", ["LI WEI", "BO XU", "ANN ROE"]),
        ("JOHN SMITH, MD", ["JOHN SMITH"]),
        ("Ann Roe, RD LDN", ["Ann Roe"]),
        ("Ann Roe, Dan Furlong", ["Ann Roe", "Dan Furlong"]),
        ("Wei En Tan", ["Wei En Tan"]),
        ("Wayan Suartana dan Dewi Lestari", ["Wayan Suartana", "Dewi Lestari"]),
        ("Amaya Urrutia y Luis Ortega y Gasset", ["Amaya Urrutia", "Luis Ortega y Gasset"]),
        ("Ginevra Spadoni e Marco Bianchi", ["Ginevra Spadoni", "Marco Bianchi"]),
        ("Bogna Rzepecka i Jan Sowa", ["Bogna Rzepecka", "Jan Sowa"]),
        ("Остап Берегуля та Ірина Козак", ["Остап Берегуля", "Ірина Козак"]),
        ("Kerekes Boglárka és Nagy Ádám", ["Kerekes Boglárka", "Nagy Ádám"]),
        ("Jordi Pujol i Soley", ["Jordi Pujol i Soley"]),
        ("Ann Roe, MD, PhD", ["Ann Roe"]),
        ("Ann Roe MD", ["Ann Roe"]),
        ("Ann Roe, Staff Writer", ["Ann Roe"]),
        ("Ann Roe, CTO and Head of Huts", ["Ann Roe"]),
        ("Ann Roe Political Correspondent", ["Ann Roe"]),
        ("Ann Roe Senior Paris Correspondent", ["Ann Roe"]),
        ("Story By", []),
        ("Ann Roe, translated by Bo Ek", ["Ann Roe"]),
        ("Ann Roe. Photography by Cid Poe", ["Ann Roe"]),
        ("Text: Jutta Kessler, Fotos: Egon Thieme", ["Jutta Kessler"]),
        ("Par Odile Marais. Traduit par Luc Petit", ["Odile Marais"]),
        ("Ann Roe | March 3, 2024", ["Ann Roe"]),
        ("Ann Roe on March 3, 2024", ["Ann Roe"]),
        ("Ann Roe Updated 3 March", ["Ann Roe"]),
        ("Ann Roe (ann@example.org)", ["Ann Roe"]),
        ("Ann Roe @annroe", ["Ann Roe"]),
        ("Ann Roe https://example.org/ann", ["Ann Roe"]),
        ("<a href='/ann'>Ann Roe</a>", ["Ann Roe"]),
        ("Ann O&#39;Roe", ["Ann O'Roe"]),
        ("Institute for Woods and Lakes", ["Institute for Woods and Lakes"]),
        ("nettle", ["nettle"]),
        ("Photo by Getty Images", []),
        ("admin", []),
        ("Staff Writer", []),
        ("Die Redaktion", []),
        ("Редакция", []),
        ("Haber Merkezi", []),
        ("هيئة التحرير", []),
        ("Ban biên tập", []),
        ("編集部", []),
        ("Szerkesztőség", []),
        ("https://example.org/ann", []),
        ("@annroe", []),
        ("2024-03-01", []),
        ("By", []),
        ("", []),
        ("x" * 5000, []),
        ("one two three four five six seven eight nine ten eleven", []),
        ("द्वारा मीरा वर्मा", ["मीरा वर्मा"]),
        ("نویسنده: مریم کاظمی", ["مریم کاظمی"]),
        ("Γράφει ο Νίκος Παππάς", ["Νίκος Παππάς"]),
        ("Tác giả: Minh Anh", ["Minh Anh"]),
        ("Author information", []),
        ("浙江", []),
    ],
)
def test_the_names_in_an_authors_place(written: str, names: list[str]):
    assert people.split(written) == tuple(names)


@pytest.mark.parametrize(
    ("written", "language", "names"),
    [
        ("Di Marco Rossi", "en-GB", ["Di Marco Rossi"]),
        ("Di Ezio Bruni", "it", ["Ezio Bruni"]),
        ("Oleh Kovalenko", "uk", ["Oleh Kovalenko"]),
        ("Oleh Wayan Suartana", "id", ["Wayan Suartana"]),
        ("Von Miller", "en", ["Von Miller"]),
        ("By Ann Roe", "de", ["Ann Roe"]),
    ],
)
def test_what_introduces_a_name_in_one_language_is_a_name_in_others(
    written: str, language: str, names: list[str]
):
    assert people.split(written, language=language) == tuple(names)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Garcia Lopez, Ana", "Ana Garcia Lopez"),
        ("van der Berg, Jan; Müller, Anna", "Jan van der Berg; Anna Müller"),
        ("宋, 晓岚", "宋晓岚"),
        ("Ann Roe", "Ann Roe"),
        ("Ann Roe, MD", "Ann Roe, MD"),
        ("Ann Roe, Bo Ek, Cid Poe", "Ann Roe, Bo Ek, Cid Poe"),
        ("Transport Department, Island Council", "Transport Department, Island Council"),
    ],
)
def test_libraries_write_the_surname_first(written: str, read: str):
    assert people.given_first(written) == read


def test_an_author_named_twice_is_one():
    assert people.clean(["Ann Roe", "ANN ROE", "By Ann Roe"]) == ("Ann Roe",)


def test_the_site_and_the_agency_go_where_a_person_is_named():
    found = people.clean(["Ann Roe", "The Quay Courier", "Example News Network"], sites=["the quay courier"])

    assert found == ("Ann Roe",)


def test_the_organisation_stays_where_it_is_all_there_is():
    assert people.clean(["Example News Network"]) == ("Example News Network",)


def test_a_crowd_is_cut_short():
    assert (
        len(people.clean([f"Ann{'abcdefghij'[i % 10]}{'klmnopqrst'[i // 10]} Roe" for i in range(99)])) == 20
    )


@pytest.mark.parametrize(
    ("name", "is_name"),
    [
        ("Ann Roe", True), ("Jan van der Ek", True), ("ANN ROE", True), ("牛镛", True), ("Ann", False),
        ("Read more", False), ("The Alps", False), ("Ann 2", False), ("", False), ("ann roe", False),
        ("One Two Three Four Five Six", False),
    ],
)  # fmt: skip
def test_what_looks_like_a_name(name: str, is_name: bool):
    assert looks_like_name(name) is is_name


def test_a_long_row_of_separators_takes_no_time():
    assert people.split("- " * 100_000) == ()


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("ByAnn Roe", ("Ann Roe",)),
        ("Byrne Roe", ("Byrne Roe",)),
        ("Ann Roe →", ("Ann Roe",)),
        ("Ann Roe in Huts", ("Ann Roe",)),
        ("Publiziert", ()),
        ("Topic starter", ()),
    ],
)
def test_signs_labels_and_sections_are_no_part_of_a_name(raw: str, names: tuple[str, ...]):
    assert people.split(raw) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Roe/dpa", ("Ann Roe",)),
        ("Ann Roe / Reuters", ("Ann Roe",)),
        ("dpa/Ann Roe", ("Ann Roe",)),
        ("AFP, Ann Roe", ("Ann Roe",)),
        ("Ann Roe AFP", ("Ann Roe",)),
        ("Ann Roe für dpa", ("Ann Roe",)),
        ("Ann Roe, Oban Herald", ("Ann Roe",)),
        ("Ann Roe, The Islander", ("Ann Roe",)),
        ("Ann Roe and Bo Ek, Reuters", ("Ann Roe", "Bo Ek")),
        ("Анна Роева, ТАСС", ("Анна Роева",)),
        ("宋晓岚 新华社", ("宋晓岚",)),
        ("Reuters", ("Reuters",)),
        ("Oban Herald", ("Oban Herald",)),
        ("Ann Roe, Cid Poe", ("Ann Roe", "Cid Poe")),
        ("Roe, Ann", ("Ann Roe",)),
    ],
)
def test_the_agency_or_the_paper_beside_a_name_is_no_author(text: str, names: tuple[str, ...]):
    assert people.clean([text]) == names


def test_an_agency_that_is_an_author_of_its_own_stays_one():
    assert people.clean(["Reuters", "Ann Roe"]) == ("Reuters", "Ann Roe")

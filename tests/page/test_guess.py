from __future__ import annotations

import pytest

from cleaner.page.encodings import codec
from cleaner.page.guess import Guess, guess

# A sentence of our own in each language; what the guess must tell apart is the letters.
_STORIES = {
    "german": "Zehn Hütten stehen am Hang, und über ihnen fällt früh der schönste Schnee, größer als je.",
    "french": "Dix cabanes étaient posées là-haut, où l’été dernier la forêt brûla très près du glacier.",
    "spanish": "Las diez cabañas están más allá del río, donde también pasó la niña su última mañana.",
    "portuguese": "As dez cabanas estão além do rio, e não há ninguém lá à noite; só corações em solidão.",
    "swedish": "Tio stugor står på höjden, där en äldre man i går började elda för första gången på år.",
    "polish": "Dziesięć chat stoi nad rzeką, a w każdej ktoś śpi aż do świtu; źródło bije cicho pod łąką.",
    "czech": "Deset chatrčí stojí nad řekou a v každé někdo spí až do úsvitu; žádná není úplně prázdná.",
    "hungarian": "Tíz kunyhó áll a hegy fölött, és mindegyikben őrzi valaki a tüzet.",
    "turkish": "Dağın üstünde on kulübe var; çoğu boş, yalnız birinde ışık yanıyor, yaşlı kadın.",
    "lithuanian": "Dešimt trobelių stovi ant kalno, ir kiekvienoje kažkas miega iki aušros; šaltinis žemai.",
    "russian": "Десять хижин стояли на склоне, и в каждой кто-то спал до рассвета. Никто не вернулся домой.",
    "ukrainian": "Десять хатин стояли на схилі, і в кожній хтось спав до світанку. Ніхто їх більше не бачив.",
    "greek": "Δέκα καλύβες στέκονται στην πλαγιά και σε κάθε μία κάποιος κοιμάται μέχρι την αυγή.",
    "hebrew": "עשר בקתות עומדות על המדרון, ובכל אחת מהן מישהו ישן עד הבוקר ואיש אינו חוזר הביתה",
    "arabic": "عشرة أكواخ تقف على المنحدر وفي كل منها شخص ينام حتى الفجر ولا أحد يعود إلى البيت",
    "thai": "กระท่อมสิบหลังตั้งอยู่บนเนินเขา และในแต่ละหลังมีคนนอนหลับจนถึงรุ่งเช้า ไม่มีใครกลับบ้าน",
    "japanese": "山の斜面に十軒の小屋があり、それぞれの小屋で誰かが夜明けまで眠っていました。",
    "simplified": "山坡上有十间小屋，每一间里都有人睡到天亮。后来没有一个人回家，我们也不知道他们去了哪里。",
    "traditional": "山坡上有十間小屋，每一間裡都有人睡到天亮。後來沒有一個人回家，我們也不知道他們去了哪裡。",
    "korean": "산비탈에 오두막 열 채가 서 있고 그 안에서 누군가가 새벽까지 잠을 잔다.",
}


@pytest.mark.parametrize(
    ("language", "encoding"),
    [
        ("german", "windows-1252"),
        ("french", "windows-1252"),
        ("spanish", "windows-1252"),
        ("portuguese", "windows-1252"),
        ("swedish", "windows-1252"),
        ("polish", "windows-1250"),
        ("polish", "iso-8859-2"),
        ("czech", "windows-1250"),
        ("czech", "iso-8859-2"),
        ("hungarian", "windows-1250"),
        ("turkish", "windows-1254"),
        ("lithuanian", "windows-1257"),
        ("russian", "windows-1251"),
        ("russian", "koi8-r"),
        ("russian", "iso-8859-5"),
        ("ukrainian", "windows-1251"),
        ("greek", "windows-1253"),
        ("hebrew", "windows-1255"),
        ("arabic", "windows-1256"),
        ("thai", "windows-874"),
        ("japanese", "shift_jis"),
        ("japanese", "euc-jp"),
        ("simplified", "gbk"),
        ("traditional", "big5"),
        ("korean", "euc-kr"),
    ],
)
def test_a_page_without_a_label_is_read_by_its_letters(language: str, encoding: str) -> None:
    story = _STORIES[language]
    page = f'<html><body class="main"><h1>Huts</h1><p>{story}</p><script>var a = "x";</script></body></html>'

    found = guess(page.encode(codec(encoding)))

    # What counts is that the reader gets the words; two encodings may agree on all of a page's letters.
    assert page.encode(codec(encoding)).decode(codec(found.encoding)) == page


def test_nothing_to_go_by_is_windows_1252() -> None:
    assert guess(b"Ten huts") == Guess("windows-1252", 0.0)
    assert guess(b"\xff").encoding == "windows-1252"


def test_letters_inside_scripts_count_where_there_are_no_others() -> None:
    page = f"<script>var story = '{_STORIES['russian']}';</script>"

    assert guess(page.encode("cp1251")).encoding == "windows-1251"


def test_a_long_page_is_sampled() -> None:
    assert guess(_STORIES["greek"].encode("cp1253") * 3000).encoding == "windows-1253"

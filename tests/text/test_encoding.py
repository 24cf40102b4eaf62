from __future__ import annotations

import codecs
import html
import re
import unicodedata

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from reader.text import legacy_tables, mojibake
from reader.text.encoding import decode, decode_as

TITLE = "Lịch tiếp công dân của Chủ tịch xã"
CAPITALS = "QUYẾT ĐỊNH VỀ VIỆC SỬA ĐƯỜNG LÀNG"
BODY = (
    "Sáng thứ hai, Uỷ ban nhân dân xã họp bàn kế hoạch nạo vét kênh mương trước mùa mưa. "
    "Ông Đỗ Hữu Nghĩa, trưởng thôn Đông, đề nghị mỗi hộ góp một ngày công; "
    "những gia đình khó khăn được miễn. "
    "Bà Lê Thị Thuý hỏi về quỹ khuyến học, việc cấp nước sạch và giờ mở cửa của trạm y tế."
)
TEXT = f"{TITLE}. {CAPITALS}. {BODY}"


def page(head="", body=BODY, capitals=CAPITALS):
    start = f"<html><head>{head}<title>{TITLE}</title></head>\n<body><h2>{capitals}</h2>\n"
    return f"{start}<p>{body}</p></body></html>"


def words(text):
    return re.findall(r"\w+", unicodedata.normalize("NFC", html.unescape(re.sub(r"<[^>]*>", " ", text))))


WORDS = words(page())


def meta(label):
    return f'<meta http-equiv="Content-Type" content="text/html; charset={label}">'


@pytest.mark.parametrize("name", legacy_tables.NAMES)
@pytest.mark.parametrize("declared", [None, "windows-1252", "utf-8", "right"])
def test_vietnamese_before_unicode(name, declared, written):
    label = name if declared == "right" else declared
    body = written(page(meta(label) if label else ""), name)
    found = decode(body)
    assert words(found.text) == WORDS
    assert found.encoding.used == name
    assert found.encoding.declared == label
    assert not found.encoding.doubtful


@pytest.mark.parametrize("name", [name for name in legacy_tables.NAMES if name != "windows-1258"])
def test_the_same_saved_again_as_utf8(name, written, misread):
    body = misread(written(page(meta("utf-8")), name)).encode()
    found = decode(body)
    assert words(found.text) == WORDS
    assert found.encoding.used == "utf-8"
    # But for capitals with a tone, TCVN3 is a part of TCVN 5712.
    assert found.encoding.repaired == ("tcvn3" if name == "tcvn5712-1" else name)


@pytest.mark.parametrize(
    ("body", "used"),
    [
        (page().encode(), "utf-8"),
        (page(meta("utf-8")).encode(), "utf-8"),
        (page(meta("windows-1252")).encode(), "utf-8"),
        (codecs.BOM_UTF8 + page().encode(), "utf-8"),
        (unicodedata.normalize("NFD", page()).encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + page().encode("utf-16-le"), "utf-16le"),
        (codecs.BOM_UTF16_BE + page().encode("utf-16-be"), "utf-16be"),
        (codecs.BOM_UTF32_LE + page().encode("utf-32-le"), "utf-32le"),
        (page().encode("utf-16-le"), "utf-16le"),
        (page().encode("utf-16-be"), "utf-16be"),
        (page(meta("utf-16")).encode(), "utf-8"),
    ],
)
def test_unicode(body, used):
    found = decode(body)
    assert words(found.text) == WORDS
    assert found.encoding.used == used
    assert found.encoding.repaired is None


@pytest.mark.parametrize("reading", ["windows-1252", "latin-1", "windows-1258"])
@pytest.mark.parametrize("times", [1, 2, 3])
def test_utf8_saved_again_after_a_wrong_reading(reading, times, misread):
    text = page()
    for _ in range(times):
        text = misread(text.encode(), reading)
    found = decode(text.encode())
    assert words(found.text) == WORDS
    assert found.encoding.repaired == ("double-encoded" if times == 1 else f"double-encoded-{times}")


def test_western_double_encoding(misread):
    text = "The mayor’s café – “naïve” résumé, 10 €"
    found = decode(f"<p>{misread(text.encode())}</p><p>Sound: été, “x”, Ã</p>".encode())
    assert found.text == f"<p>{text}</p><p>Sound: été, “x”, Ã</p>"
    assert found.encoding.repaired == "double-encoded"


@pytest.mark.parametrize(
    "text",
    ["KHUÊ” và “THUÊ’ … CÔ–", "L’ÉLÈVE « où »", "© 2019 Công ty® 5°C £5 ½", "Ơ” Đ‘ Ă…", "âm nhạc, ÂM “NHẠC”"],
)
def test_sound_text_is_left_alone(text):
    found = decode(f"<p>{text}</p>".encode())
    assert found.text == f"<p>{text}</p>"
    assert found.encoding.repaired is None


def test_letters_are_composed_and_markup_is_not():
    text = unicodedata.normalize("NFD", "<p>Bầu cử</p>") + "<\u0338b>\u0301x<i>\u0323</i>"
    assert decode(text.encode()).text == "<p>Bầu cử</p><\u0338b>\u0301x<i>\u0323</i>"


def test_one_bad_byte_does_not_spoil_the_page():
    body = page(meta("utf-8")).encode().replace(b" x\xc3\xa3 ", b" x\xc3\xa3\xa0 ", 1)
    found = decode(body)
    assert found.encoding.used == "utf-8"
    assert len(set(WORDS) - set(words(found.text))) == 0


def test_a_page_cut_within_a_letter():
    whole = page().encode()
    cut = whole[: whole.rindex("ế".encode()) + 2]
    found = decode(cut)
    assert found.encoding.used == "utf-8"
    assert "\ufffd" not in found.text
    assert whole.decode().startswith(found.text)


def test_two_encodings_in_one_page(written):
    body = page().encode() + b"<p>" + written(BODY, "windows-1258") + b"</p>"
    found = decode(body)
    assert words(found.text) == WORDS + words(BODY)
    assert found.encoding.repaired == "mixed-windows-1258"


FONT_PAGES = [
    '<font face=".VnTime">{}</font>',
    '<span style="font-size:12pt; font-family:.VnArial">{}</span>',
    "<div style=\"font-family:'.VnTime',serif\"><b>{}</b><br></div>",
    '<style>p.MsoNormal, .x {{ font-family:".VnTime"; }}</style><p class="a MsoNormal">{}</p>',
]


@pytest.mark.parametrize("run", FONT_PAGES)
def test_text_in_a_legacy_font_within_a_unicode_page(run, written, misread):
    foreign = misread(written("Bà Tư mở cửa hàng. Kính mời bà con xã Đông.", "tcvn3"))
    short = misread(written("Nghĩa", "tcvn3"))
    body = page(body=f"{BODY}</p>{run.format(foreign)}{run.format(short)}<p>Hết.").encode()
    found = decode(body)
    assert found.encoding.repaired == "tcvn3"
    assert words(found.text)[len(WORDS) :] == [
        *words(run.format("").replace("{{", "{").replace("}}", "}")),
        *words("Bà Tư mở cửa hàng. Kính mời bà con xã Đông."),
        *words(run.format("").replace("{{", "{").replace("}}", "}")),
        *words("Nghĩa Hết."),
    ]


def test_a_capital_font_draws_capitals(written, misread):
    title = misread(written("quyết định", "tcvn3"))
    rest = misread(written("Về việc cấp nước cho thôn Đông và thôn Đoài", "tcvn3"))
    found = decode(f'<font face=".VnTimeH">{title} so 5</font><font face=".VnTime">{rest}</font>'.encode())
    assert words(found.text) == words("QUYẾT ĐỊNH SO 5 Về việc cấp nước cho thôn Đông và thôn Đoài")


def test_a_legacy_font_around_unicode_text_changes_nothing():
    text = f'<font face=".VnTime">{BODY}</font><font face="VNI-Times">{TITLE} ® oâ</font>'
    assert decode(text.encode()).text == text


def test_legacy_letters_written_as_references(written, misread):
    shown = misread(written("Sở Xây dựng mời các hộ dân đến nhận giấy", "vni"))
    coded = shown.encode("ascii", "xmlcharrefreplace").decode().replace("&#226;", "&acirc;")
    found = decode(
        f'<p style="font-family:VNI-Times">{coded} &lt;b&gt; &amp;</p> <p>aù ù oâ oâ oâ</p>'.encode()
    )
    assert "Sở Xây dựng mời các hộ dân đến nhận giấy &lt;b&gt; &amp;" in found.text


def test_scripts_and_styles_are_not_touched(written, misread):
    shown = misread(written("Sở Xây dựng mời các hộ dân đến nhận giấy", "tcvn3"))
    found = decode(f"<script>var x = '{shown}';</script><p>{shown}</p><!-- {shown} -->".encode())
    assert f"'{shown}'" in found.text
    assert f"<!-- {shown} -->" in found.text
    assert "<p>Sở Xây dựng" in found.text


OTHERS = {
    "fr": (
        "À l'été, là où la fête dernière fut gâtée, l'élève naïf alla là-bas ; où est-il né ? Août, çà.",
        "cp1252",
    ),
    "de": ("Über die Straße führt eine schöne Brücke; die Wähler müssen früh aufstehen, für Öl.", "cp1252"),
    "es": ("El niño está aquí: ¿dónde más?, según la sesión pública del miércoles, mañana.", "cp1252"),
    "pt": ("Não há condições; são três lições à noite, avó e avô, fé e pé.", "cp1252"),
    "da": ("Kommunen inviterer til et åbent møde på onsdag; rødgrød, Færøerne, børn.", "cp1252"),
    "cs": ("Příliš žluťoučký kůň úpěl; obecní úřad zve občany na veřejné zasedání v úterý.", "cp1250"),
    "pl": ("Urząd gminy zaprasza mieszkańców na sesję, która odbędzie się w środę w świetlicy.", "iso8859-2"),
    "hu": ("Az önkormányzat meghívja a lakosokat a szerdai nyilvános ülésre, őszi tűz.", "cp1250"),
    "tr": ("Belediye, vatandaşları çarşamba günü okulda yapılacak açık oturuma çağırıyor.", "cp1254"),
    "ru": ("Администрация города приглашает жителей на слушания в среду в здании школы.", "cp1251"),
    "uk": ("Міська рада запрошує мешканців на громадські слухання; їжак, ґанок, єдність.", "koi8-u"),
    "el": ("Ο Δήμος καλεί τους κατοίκους στη δημόσια συνεδρίαση του συμβουλίου την Τετάρτη.", "cp1253"),
    "zh": ("镇政府公布选民名单,请各位居民查阅。现将有关事项公告如下。", "gb18030"),
    "zh-tw": ("鎮政府公布選民名單,請各位居民查閱。現將有關事項公告如下。", "big5"),
    "ja": ("町役場は選挙人名簿を公表しました。住民の皆様は水曜日にご確認ください。", "cp932"),
    "ko": ("시청은 선거인 명부를 공고하였습니다. 주민 여러분은 수요일에 확인하시기 바랍니다.", "cp949"),
    "th": ("เทศบาลประกาศรายชื่อผู้มีสิทธิเลือกตั้ง ขอเชิญประชาชนตรวจสอบที่โรงเรียนในวันพุธ", "cp874"),
    "ar": ("تدعو البلدية السكان إلى الجلسة العامة يوم الأربعاء في المدرسة.", "cp1256"),
}
LABELS = {
    "cp1252": "iso-8859-1",
    "cp932": "shift_jis",
    "cp949": "euc-kr",
    "cp874": "tis-620",
    "gb18030": "gb2312",
}


@pytest.mark.parametrize("language", OTHERS)
@pytest.mark.parametrize("declared", ["right", "none", "wrong", "unicode"])
def test_other_languages_stay_what_they_are(language, declared):
    text, codec = OTHERS[language]
    label = {"right": LABELS.get(codec, codec.replace("cp125", "windows-125")), "none": "", "wrong": "utf-8"}
    if declared == "unicode":
        body, head = text.encode(), meta("iso-8859-1")
    else:
        body, head = text.encode(codec), meta(label[declared]) if label[declared] else ""
    found = decode(f"<html><head>{head}</head><body><p>".encode() + body + b"</p></body></html>")
    assert f"<p>{text}</p>" in found.text
    assert found.encoding.used not in legacy_tables.NAMES
    assert found.encoding.repaired is None


def test_japanese_mail_encoding_without_a_label():
    text = "町役場は選挙人名簿を公表しました。"
    assert decode(b"<p>" + text.encode("iso2022_jp") + b"</p>").text == f"<p>{text}</p>"


@pytest.mark.parametrize("text", ["Ba^`u cu+? dda.i bie^?u", "plain ascii", "&#7897;&ocirc; &agrave;", ""])
def test_ascii_is_never_changed(text):
    found = decode(text.encode())
    assert found.text == text
    assert found.encoding.used == "utf-8"


def test_the_container_speaks_before_the_page():
    body = page(meta("viscii")).encode("ascii", "xmlcharrefreplace")
    assert decode(body).encoding.declared == "viscii"
    assert decode(body, "windows-1258").encoding.declared == "windows-1258"
    assert decode(b'<script charset="viscii"></script>').encoding.declared is None
    assert decode(b'<?xml version="1.0" encoding="ISO-8859-1"?>').encoding.declared == "iso-8859-1"
    assert decode(b'<meta charset="TCVN3">').encoding.declared == "tcvn3"


def test_reading_by_hand(written):
    body = written(page(), "viscii")
    found = decode_as(body, "VISCII")
    assert found is not None
    assert words(found.text) == WORDS
    wrong = decode_as(body, "windows-1252")
    assert wrong is not None
    assert words(wrong.text) != WORDS
    assert decode_as(body, "rot13") is None
    assert decode_as(codecs.BOM_UTF8 + b"x", "utf-8").text == "x"


def test_what_stays_unknown_is_said():
    found = decode(bytes(range(0x80, 0x100)) * 20, "koi9")
    assert found.encoding.doubtful


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=400), st.none() | st.text(max_size=12))
def test_no_bytes_raise(body, charset):
    found = decode(body, charset)
    found.text.encode("utf-8", "surrogatepass")
    assert found.encoding.used


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_utf8_without_traces_of_repair_is_read_as_it_is(text):
    body = (
        text.encode("utf-8", "replace")
        .replace(b"\0", b"")
        .replace(b"\x1b", b"")
        .removeprefix(codecs.BOM_UTF8)
    )
    assume(not mojibake.suspected(body))
    assume(not re.search("[\u0300-\u036f]", body.decode()))
    assert decode(body).text == body.decode()

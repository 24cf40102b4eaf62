from __future__ import annotations

import pytest

from reader.text.language import detect

TEXTS = {
    "vi": "Ủy ban nhân dân xã mời bà con đến dự cuộc họp bàn về việc sửa đường vào thôn.",
    "en": "The council of the town has asked for a report on the state of the roads and the two old bridges.",
    "fr": "La mairie invite tous les habitants à la réunion publique qui aura lieu mercredi soir.",
    "es": "El ayuntamiento invita a todos los vecinos a la reunión pública del miércoles por la tarde.",
    "de": "Die Gemeinde lädt alle Einwohner zu der öffentlichen Sitzung am Mittwoch in die Schule ein.",
    "pl": "Urząd gminy zaprasza wszystkich mieszkańców na spotkanie, które odbędzie się w środę w szkole.",
    "ru": "Администрация города приглашает всех жителей на открытое заседание в среду вечером.",
    "zh": "镇政府请各位居民星期三到学校参加公开会议。",
    "ja": "町役場は水曜日に学校で説明会を開きます。",
    "ko": "시청은 수요일에 학교에서 공개 회의를 엽니다.",
    "th": "เทศบาลขอเชิญประชาชนร่วมประชุมที่โรงเรียนในวันพุธ",
    "ar": "تدعو البلدية جميع السكان إلى الاجتماع العام يوم الأربعاء في المدرسة.",
    "el": "Ο Δήμος καλεί όλους τους κατοίκους στη συνεδρίαση της Τετάρτης.",
    "he": "העירייה מזמינה את כל התושבים לישיבה ביום רביעי בבית הספר.",
}


@pytest.mark.parametrize("code", TEXTS)
def test_the_text_decides_against_a_wrong_declaration(code):
    assert detect(TEXTS[code]) == code
    assert detect(TEXTS[code], "sw") == code


@pytest.mark.parametrize(
    ("text", "declared", "expected"),
    [
        ("Tin tức", None, "vi"),
        ("Hội đồng nhân dân", None, "vi"),
        ("Thong bao ve viec cap nuoc cho cac ho dan trong thon", "en", "vi"),
        ("The people of Đắk Nông and the town of Gia Nghĩa, with Nguyễn Văn Hùng as the head", None, "en"),
        ("PDF 2019", "vi-VN", "vi"),
        ("PDF 2019", None, None),
        ("Contact", "EN", "en"),
        ("là", None, None),
        ("Contact", "english", None),
        ("Объявление о собрании", "vi", "ru"),
        ("", "fr", "fr"),
        ("", None, None),
        ("…", "x", None),
    ],
)
def test_short_and_odd_texts(text, declared, expected):
    assert detect(text, declared) == expected


def test_a_decomposed_text_is_vietnamese():
    import unicodedata

    assert detect(unicodedata.normalize("NFD", TEXTS["vi"])) == "vi"

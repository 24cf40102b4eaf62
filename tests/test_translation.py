"""The catalogues are complete, with the same placeholders; dates and numbers are as people write them."""

from __future__ import annotations

import ast
import os
import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from reader import translation
from reader.cli.arguments import _MESSAGES
from reader.text.dates import period
from reader.translation import (
    _,
    format_bytes,
    format_date,
    format_duration,
    format_moment,
    format_number,
    format_percent,
    format_short_date,
    ngettext,
    set_language,
    typed_date,
)

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
PLACEHOLDER = re.compile(r"\{\w*\}|%\d")
LANGUAGES = [code for code in translation.LANGUAGES if code != "en"]


@pytest.fixture(autouse=True)
def english():
    set_language("en")
    yield
    set_language("en")


@pytest.fixture(scope="module")
def used():
    """Every text that the sources show, by its English form: (one,) or (one, many)."""
    found = {}
    package = str(ROOT / "reader")
    for _file, _line, text, _comments, _context in extract_from_dir(package, keywords=KEYWORDS):
        forms = text if isinstance(text, tuple) else (text,)
        found[forms[0]] = forms
    assert len(found) > 300
    assert not marked_in_sources() - set(found), "texts inside f-strings are not found: take them out"
    return found


def marked_in_sources():
    """Every literal text that the sources hand to one of the functions, read from their trees."""
    found = set()
    for path in (ROOT / "reader").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in KEYWORDS:
                text = node.args[0]
                if isinstance(text, ast.Constant) and text.value:
                    found.add(text.value)
    return found


@pytest.fixture(params=LANGUAGES)
def catalogue(request):
    with (FOLDER / f"{request.param}.po").open("rb") as stream:
        return read_po(stream, locale=request.param)


def messages(catalogue):
    for message in catalogue:
        if message.id:
            forms = message.id if isinstance(message.id, tuple) else (message.id,)
            said = message.string if isinstance(message.string, tuple) else (message.string,)
            yield message, forms, said


def test_every_text_is_translated(used, catalogue):
    known = {forms[0]: said for _message, forms, said in messages(catalogue)}
    assert not sorted(set(used) - set(known)), "run `make messages` and translate what is new"
    assert not [text for text, said in known.items() if not all(said)]


def test_no_text_is_left_over(used, catalogue):
    assert not [forms[0] for _message, forms, _said in messages(catalogue) if forms[0] not in used]
    assert not list(catalogue.obsolete)


def test_nothing_is_guessed(catalogue):
    assert not [forms[0] for message, forms, _said in messages(catalogue) if message.fuzzy]


def test_plurals_are_plurals(used, catalogue):
    for message, forms, said in messages(catalogue):
        assert message.pluralizable == (len(used[forms[0]]) == 2), forms[0]
        if message.pluralizable:
            assert len(said) == catalogue.num_plurals


def test_placeholders_agree(catalogue):
    wrong = [
        (forms[0], text)
        for _message, forms, said in messages(catalogue)
        for text in said
        if sorted(PLACEHOLDER.findall(text)) != sorted(PLACEHOLDER.findall(forms[-1]))
    ]
    assert not wrong


def test_ends_and_access_keys_agree(catalogue):
    """An ellipsis, a colon or an access key in one language belongs into the other."""
    wrong = []
    for _message, forms, said in messages(catalogue):
        for text in said:
            if (forms[0][-1] in "…:") != (text[-1] in "…:") or ("&" in forms[0]) != ("&" in text):
                wrong.append((forms[0], text))
            if (found := re.search(r"&(.)", text)) and not found[1].isascii():
                wrong.append((forms[0], text))  # a key that no keyboard has
    assert not wrong


# One word for one notion: (not this, but that).
_DISCARDED = (
    ("tô màu", "tô sáng"),  # highlight
    ("lời bình", "nhận xét"),  # comment
    ("mã lệnh", "tập lệnh"),  # script
    ("câu tìm", "truy vấn"),  # query
    ("bộ nhớ tạm", "bảng tạm"),  # clipboard
    ("dựng", "tạo lại"),  # rebuild
    ("menu", "trình đơn"),
    ("tập tin", "tệp"),  # file
    ("click", "bấm"),
    ("chính quyền", "cơ quan nhà nước"),
    ("huỷ", "hủy"),
)


def test_a_notion_has_one_word_in_vietnamese(catalogue):
    told = [(forms[0], text) for _message, forms, said in messages(catalogue) for text in said]
    guide = ROOT / "resources" / "guide" / f"{catalogue.locale}.md"
    told.append(("guide", re.sub(r"`[^`]*`", "", guide.read_text("utf-8"))))
    wrong = [
        (where, word, better)
        for where, text in told
        for word, better in _DISCARDED
        if re.search(rf"(?<!\w){word}(?!\w)", text.replace("&", ""), re.IGNORECASE)
    ]
    assert not wrong


def test_spaces_and_line_ends_agree(catalogue):
    for _message, forms, said in messages(catalogue):
        for text in said:
            assert text.count("\n") == forms[0].count("\n"), forms[0]
            assert text == forms[0] or "  " not in text
            assert (text[:1] == " ", text[-1:] == " ") == (forms[0][:1] == " ", forms[0][-1:] == " "), forms[
                0
            ]


def test_sentences_end_as_sentences(catalogue):
    wrong = [
        (forms[0], text)
        for _message, forms, said in messages(catalogue)
        for text in said
        if forms[0].endswith((". ", ".", "?")) != text.endswith((". ", ".", "?"))
    ]
    assert not wrong


def test_the_translation_is_used():
    assert _("Close") == "Close"
    set_language("vi")
    assert _("Close") == "Đóng"
    assert ngettext("{count} result", "{count} results", 5).format(count=5) == "5 kết quả"
    assert _("") == ""
    assert _("no text of ours") == "no text of ours"


def test_a_catalogue_is_read_from_its_source_when_it_was_not_compiled(tmp_path, monkeypatch):
    source = FOLDER / "vi.po"
    (tmp_path / "vi.po").write_bytes(source.read_bytes())
    monkeypatch.setattr(translation, "resource", lambda *_parts: tmp_path)
    translation._catalogue.cache_clear()
    try:
        set_language("vi")
        assert _("Close") == "Đóng"
        (tmp_path / "vi.mo").write_bytes(b"old and damaged")
        os.utime(tmp_path / "vi.mo", (1, 1))
        translation._catalogue.cache_clear()
        set_language("vi")
        assert _("Close") == "Đóng"
        (tmp_path / "vi.po").unlink()
        translation._catalogue.cache_clear()
        set_language("vi")
        assert _("Close") == "Close"
    finally:
        translation._catalogue.cache_clear()


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({"LANG": "vi_VN.UTF-8"}, "vi"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "en"),
        ({"LANGUAGE": "fr:vi:en", "LANG": "fr_FR"}, "vi"),
        ({"LANGUAGE": "en:vi", "LANG": "vi_VN"}, "en"),
        ({"LC_ALL": "vi_VN", "LANG": "en_US"}, "vi"),
        ({"LC_MESSAGES": "vi", "LANG": "en_US"}, "vi"),
        ({"LANG": "vi-VN"}, "vi"),
    ],
)
def test_the_language_comes_from_the_environment(monkeypatch, environment, code):
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert set_language(None) == code


def test_an_unknown_language_is_english():
    assert set_language("xx") == "en"
    assert set_language("Vietnamese_Vietnam.1258") == "vi"


@pytest.mark.parametrize(
    ("iso", "english_text", "vietnamese"),
    [
        ("2021-06-02", "2 June 2021", "02/06/2021"),
        ("2021-06", "June 2021", "06/2021"),
        ("2021", "2021", "2021"),
        ("2021-02-31", "2021-02-31", "2021-02-31"),
        ("tomorrow", "tomorrow", "tomorrow"),
        ("", "", ""),
    ],
)
def test_dates(iso, english_text, vietnamese):
    assert format_date(iso) == english_text
    set_language("vi")
    assert format_date(iso) == vietnamese


def test_times_are_told_to_the_minute_and_columns_have_short_dates():
    set_language("en")
    assert format_moment("2021-06-03T07:12:59Z") == "3 June 2021 07:12 UTC"
    assert format_moment("2021-06") == "June 2021"
    assert format_short_date("2021-06-03") == "3 Jun 2021"
    assert format_short_date("2021-06") == "June 2021"
    set_language("vi")
    assert format_moment("2021-06-03T07:12:59Z") == "03/06/2021 07:12 UTC"
    assert format_short_date("2021-06-03") == "03/06/2021"


def test_a_date_in_a_field_is_one_that_can_be_typed():
    assert typed_date("2021-06-02") == "2021-06-02"
    set_language("vi")
    assert [typed_date(iso) for iso in ("2021-06-02", "2021-06", "")] == ["02/06/2021", "06/2021", ""]
    assert period(typed_date("2021-06-02")) == ("2021-06-02", "2021-06-02")


def test_numbers_sizes_and_times():
    assert [format_number(n) for n in (0, 999, 1204, 12.34)] == ["0", "999", "1,204", "12.3"]
    assert [format_bytes(n) for n in (0, 999, 1000, 999_960, 63_000_000)] == [
        "0 B",
        "999 B",
        "1 kB",
        "1 MB",
        "63 MB",
    ]
    assert [format_duration(s) for s in (0.04, 9.96, 75, 8000)] == ["0 s", "10 s", "1 min 15 s", "2 h 13 min"]
    set_language("vi")
    assert format_number(1204) == "1.204"
    assert format_percent(12.5) == "12,5%"
    assert format_bytes(1_234_567) == "1,2 MB"
    assert format_duration(75) == "1 phút 15 giây"


def test_every_sentence_of_argparse_that_we_translate_is_still_said():
    """The patterns were written for the words of argparse; a Python that says them otherwise shows here."""
    import argparse

    parser = argparse.ArgumentParser(exit_on_error=False, prog="x")
    parser.add_argument("--number", type=int)
    parser.add_argument("--sort", choices=["a", "b"])
    parser.add_argument("--flag", action="store_true")
    said = []
    for words in (["--sort", "c"], ["--number"], ["--number", "x"], ["--flag=1"]):
        with pytest.raises(argparse.ArgumentError) as caught:
            parser.parse_args(words)
        said.append(str(caught.value))
    for text in said:
        assert any(re.fullmatch(pattern, text) for pattern, _sentence in _MESSAGES), text

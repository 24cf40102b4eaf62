"""Every code that the package can raise or store has its sentence."""

from __future__ import annotations

import ast
import errno
import os
import string
from pathlib import Path

import pytest

from reader import messages
from reader.errors import NotFoundError, UnusableError, UsageError
from reader.model import Reason
from reader.translation import set_language

PACKAGE = Path(__file__).resolve().parent.parent / "reader"
ERRORS = ("ReaderError", "NotFoundError", "UsageError", "UnusableError", "PageError")
# The functions of the package that are given the code of a rejection, and which argument it is.
REJECTIONS = {"Rejected": 3, "_rejected": 2}


@pytest.fixture(autouse=True)
def english():
    set_language("en")


def codes(builders):
    """(code, keyword arguments, place) of every call of these names (with the place of the code) here."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
                name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
                at = builders.get(name)
                if at is not None and len(node.args) > at:
                    code = node.args[at]
                    values = {each.arg for each in node.keywords}
                    for text in constants(code):
                        yield text, values, f"{path.relative_to(PACKAGE)}:{node.lineno}"


def constants(node):
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from constants(node.body)
        yield from constants(node.orelse)


def test_every_error_has_a_sentence():
    found = list(codes(dict.fromkeys(ERRORS, 0)))
    assert len(found) > 30
    missing = {(code, place) for code, _values, place in found if code not in messages.known_codes()}
    assert not missing


def test_every_sentence_gets_its_values():
    """A place that raises an error gives every value that the sentence names."""
    wrong = set()
    for code, values, place in codes(dict.fromkeys(ERRORS, 0)):
        template = messages._ERRORS.get(code)
        if template:
            named = {name for _text, name, _spec, _conversion in string.Formatter().parse(template) if name}
            wrong |= {(code, name, place) for name in named - values}
    assert not wrong


def test_every_rejection_has_a_sentence_or_a_name():
    known = messages.known_codes() | set(messages._OTHERS)
    found = list(codes(REJECTIONS))
    assert not {(code, place) for code, _values, place in found if code not in known}


@pytest.mark.parametrize(
    ("builder", "table"),
    [
        ("QueryProblem", messages._PROBLEMS),
        ("problem", messages._PROBLEMS),
        ("Reason", messages._REASONS),
        ("Relaxed", messages._RELAXED),
        ("Progress", messages._STAGES),
    ],
)
def test_every_other_code_has_its_words(builder, table):
    found = list(codes({builder: 0}))
    assert not {(code, place) for code, _values, place in found if code not in table}


def test_a_sentence_names_its_values():
    error = UsageError("date-unreadable", text="31/02/2021 {x}")
    assert "“31/02/2021 {x}”" in messages.sentence(error)
    assert messages.sentence(NotFoundError("article-unknown", id="abc")).startswith("There is no article abc")


def test_a_path_that_is_no_text_is_readable():
    assert "a%FFb" in messages.sentence(UnusableError("path-missing", path="a\udcffb"))


def test_a_failure_says_what_and_what_to_do():
    assert messages.failure_sentence("page-too-large", "300000000") == "The page is too large (300 MB)."
    assert messages.failure_advice("page-too-large")
    assert messages.failure_sentence("new-code", "why") == "new-code: why"
    assert messages.failure_advice("new-code") == ""


def test_the_words_of_the_system_are_in_the_language_of_the_reader():
    error = UnusableError("file-unwritable", path="/a", reason=os.strerror(errno.EACCES))
    assert messages.sentence(error) == "/a cannot be written: there is no permission for it."
    set_language("vi")
    assert messages.sentence(error) == "Không ghi được /a: không có quyền truy cập."
    other = UnusableError("file-unwritable", path="/a", reason="EXDEV 18")
    assert messages.sentence(other).endswith(": EXDEV 18.")


def test_reasons_list_their_values():
    assert messages.reason_sentence(Reason("docno", ("12/2021",))) == "same document: 12/2021"

"""The card of the query language: whole, right, and readable."""

from __future__ import annotations

import pytest

from reader import query_card
from reader.search.query import DATE_FIELDS, HAS, VALUE_FIELDS, parse
from reader.translation import set_language

EXAMPLES = [example for _title, rows in query_card.CARD for example, _meaning in rows]


@pytest.mark.parametrize("example", EXAMPLES)
def test_every_example_is_understood(example):
    assert parse(example).problems == ()
    assert not parse(example).is_empty


@pytest.mark.parametrize("language", ["en", "vi"])
def test_every_field_and_operator_is_there(language):
    set_language(language)
    text = query_card.as_text()
    set_language("en")
    for field in (*VALUE_FIELDS, *DATE_FIELDS, "title"):
        assert f"{field}:" in text
    for sign in (" OR ", "AND", "NEAR/5", '"~5', "*", "?", "~", "-covid", "+", "(", "..", *HAS):
        assert sign in text
    assert max(map(len, text.splitlines())) <= 100

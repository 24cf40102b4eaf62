"""What is an option and what is a query, and a sentence for every wrong usage."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.cli import commands
from reader.cli.arguments import leading, parse_command, sorted_out
from reader.errors import UsageError

SEARCH = commands.find("search")
NAMES = [name for each in SEARCH.options for name in each.names] + ["--", "-h", "--help"]


def query_of(*words):
    return parse_command(SEARCH, words).query


@pytest.mark.parametrize(
    "query", ["-covid vaccine", "-covid", "--limitless", "-", "", "--json x", "-1", "@x"]
)
def test_a_query_is_taken_as_it_is(query):
    assert query_of(query) == query
    assert query_of("--json", query, "--limit", "3") == query


def test_two_dashes_end_options():
    assert query_of("--limit", "3", "--", "--json") == "--json"
    assert query_of("--", "--") == "--"
    assert parse_command(SEARCH, ["--", "--json"]).json is False


@given(st.text(min_size=1).filter(lambda text: text.split("=")[0] not in NAMES))
def test_any_text_is_a_query(text):
    assert query_of("--json", text) == text
    assert query_of("--", text) == text


def test_options_are_found_before_and_behind_the_query():
    parsed = parse_command(SEARCH, ["--site=a.example", "thuế", "--from", "2021", "--json"])
    assert (parsed.query, parsed.site, parsed.date_from, parsed.json) == ("thuế", ["a.example"], "2021", True)


def test_a_value_may_begin_with_a_dash():
    assert parse_command(SEARCH, ["x", "--section", "-Tin"]).section == ["-Tin"]


def test_an_option_without_its_value_is_not_taken_for_a_query():
    assert sorted_out(SEARCH, ["--limit"]) == (["--limit"], [])


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["search", "bầu", "cử"], "A query of several words stands in quotation marks"),
        (["search", "x", "--limit"], "--limit needs a value"),
        (["search", "x", "--limit", "many"], "--limit: needs a whole number of at least 0, not 'many'"),
        (["search", "x", "--sort", "best"], "--sort cannot be 'best'; choose from "),
        (["search", "x", "--json=1"], "A query of several words"),
        (["show"], "Missing: ID"),
        (["show", "a", "b"], "Not understood: b"),
        (["show", "a", "--jsno"], "Not understood: --jsno"),
        (["stats", "--json=1"], "--json takes no value"),
        (["import"], "Missing: PATH"),
        (["import", "x", "--jobs", "0"], "--jobs: needs a whole number of at least 1"),
    ],
)
def test_wrong_usage_has_a_sentence(words, sentence):
    command = commands.find(words[0])
    with pytest.raises(UsageError, match="arguments") as caught:
        parse_command(command, words[1:])
    assert caught.value.values["text"].startswith(sentence)


def test_the_command_stands_behind_the_library():
    assert leading(["--library", "search", "show", "x"]) == (["--library", "search"], "show", ["x"])
    assert leading(["--library=d", "show"]) == (["--library=d"], "show", [])
    assert leading(["--version"]) == (["--version"], None, [])
    assert leading([]) == ([], None, [])

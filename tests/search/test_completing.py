"""Completions of what is being typed."""

import pytest


@pytest.fixture
def town(shelf, article):
    return shelf.fill(
        article("a", "bầu bầu bạn", title="Cuộc bầu cử", site="xa.gov.vn", date="2021-01-01"),
        article("b", "bầu", title="Bầu cử sớm", site="bao.vn", date="2022-01-01"),
        article("c", "bàn bạc cát", title="Bàn việc", site="bao.vn"),
    )


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("ba", ["bầu", "bạc", "bàn", "site:bao.vn"]),
        ("bầ", ["bầu"]),
        ("bầu c", ["bầu cử", "bầu cát", "Bầu cử sớm", "Cuộc bầu cử"]),
        ("bau c", ["bau cử", "bau cát", "Bầu cử sớm", "Cuộc bầu cử"]),
        ("x bà", ["x bàn"]),
        ("site:b", ["site:bao.vn"]),
        ("gov", ["site:xa.gov.vn"]),
        ("", []),
        ('"', []),
        ("zzz", []),
    ],
)
def test_what_is_offered(town, typed, offered):
    assert list(town.index.complete(typed, 8))[: len(offered)] == offered


def test_no_more_than_asked_for(town):
    assert len(town.index.complete("b", 3)) == 3
    assert town.index.complete("b", 0) == ()


def test_nothing_is_offered_twice_or_as_it_stands(town):
    found = town.index.complete("Bầu cử sớm", 8)
    assert "Bầu cử sớm" not in found
    assert len(set(found)) == len(found)

"""Copies of one article as one hit: found whatever their rank, and nothing hidden that is no copy."""

import random
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.search.postings.sketch import sketches

SYLLABLES = [a + b for a in "bcdđghlmnrst" for b in ("an", "ên", "ôi", "ương", "ich", "uôn", "eo", "ăm")]


def words(seed, count):
    return random.Random(seed).choices(SYLLABLES, k=count)


def text(seed, count=200):
    return "làng " + " ".join(words(seed, count))


@pytest.fixture
def folded(shelf):
    def ask(query="làng", **fields):
        found = shelf.ask(query, fold=True, **fields)
        return {key: set(found.copies.get(key, ())) for key, _ in found.hits}

    return ask


def test_reprints_are_one_hit_that_can_be_opened(shelf, article, folded):
    whole = text(1)
    shelf.fill(
        article("a", whole, title="làng làng"),
        article("b", "Báo đăng lại: " + whole + " Theo báo."),
        article("c", whole.replace("ô", "o").upper()),
        article("d", text(2)),
    )
    assert folded() == {"a": {"b", "c"}, "d": set()}
    assert shelf.ask("làng", fold=True).total == 4
    assert shelf.ids("làng")[0] == "a"
    assert shelf.ask("làng").copies == {}


def test_a_part_is_folded_into_the_whole_but_a_collection_not_into_a_part(shelf, article, folded):
    one, two, three = text(1), text(2), text(3)
    shelf.fill(article("all", " ".join((one, two, three)), date="2020-01-01"), article("one", one))
    assert folded(sort="newest") == {"all": {"one"}}
    shelf.fill(article("one", one, date="2021-01-01"))
    assert folded(sort="newest") == {"one": set(), "all": set()}


def test_likeness_is_no_chain(shelf, article, folded):
    left, middle, right = words(1, 300), words(2, 300), words(3, 300)
    shelf.fill(
        article("a", "làng " + " ".join(left), date="2023-01-01"),
        article("b", "làng " + " ".join(left + right), date="2022-01-01"),
        article("c", "làng " + " ".join(right), date="2021-01-01"),
        article("d", "làng " + " ".join(middle), date="2020-01-01"),
    )
    found = folded(sort="newest")
    assert "c" not in found["a"]
    assert "d" in found


def test_short_texts_are_folded_by_address_only(shelf, article, folded):
    page = "http://a.vn/tin?id=5"
    shelf.fill(
        article("a", "làng gốm", title="Gốm", url=page),
        article("b", "làng gốm mới", title="Gốm", url=page + "#x"),
        article("c", "làng gốm", title="Gốm", url="http://a.vn/tin?id=6"),
        article("d", "làng khác", title="Khác", url=page),
    )
    found = folded(sort="title")
    assert {frozenset({key, *copies}) for key, copies in found.items()} == {
        *(frozenset("ab"), frozenset("c"), frozenset("d"))
    }


def test_another_page_under_an_old_address_is_not_hidden(shelf, article, folded):
    shelf.fill(article("a", text(1), url="http://a.vn/"), article("b", text(2), url="http://a.vn/"))
    assert set(folded()) == {"a", "b"}


def test_pages_of_the_list_neither_repeat_nor_lose_anything(shelf, article):
    shelf.fill(*(article(f"a{n}", text(n % 37), date=f"20{10 + n // 37}-01-01") for n in range(150)))
    seen, more, offset = [], True, 0
    while more:
        found = shelf.ask("làng", fold=True, limit=10, offset=offset)
        offset += len(found.hits)
        more = found.more
        seen += [{key, *found.copies.get(key, ())} for key, _ in found.hits]
    assert len(seen) == 37
    assert sorted(key for group in seen for key in group) == sorted(f"a{n}" for n in range(150))


def test_copies_survive_merges_and_deletions(shelf, article, folded):
    for number in range(30):
        shelf.fill(article(f"a{number}", text(number % 3)), gone=[f"a{number - 6}"])
    assert sorted(map(len, folded().values())) == [1, 1, 1]


def test_a_filter_holds_for_copies_too(shelf, article, folded):
    shelf.fill(article("a", text(1), site="a.vn"), article("b", text(1), site="b.vn"))
    assert folded(site="b.vn") == {"b": set()}


def test_more_tells_whether_another_page_has_hits(shelf):
    shelf.fill("làng gốm", "làng lụa", "làng tre")
    assert [
        shelf.ask("làng", limit=2, offset=at, fold=f).more for at in (0, 1, 2) for f in (False, True)
    ] == [*(True, True, False, False, False, False)]


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 2**32 - 1), max_size=80), st.lists(st.integers(0, 80), max_size=6))
def test_marks_depend_on_the_text_alone(hashes, cuts):
    cuts = sorted({0, len(hashes), *(cut for cut in cuts if cut <= len(hashes))})
    bounds = list(pairwise(cuts))
    together = np.array(hashes, np.uint32)
    marks, places = sketches(together, bounds)
    for number, (begin, end) in enumerate(bounds):
        alone, _ = sketches(together[begin:end], [(0, end - begin)])
        assert marks[places[number] : places[number + 1]].tolist() == alone.tolist()

"""What is offered when a query found nothing."""

from __future__ import annotations

from reader.ui.results.query_offers import Offer, offers


def kinds(query, suggestion=None):
    return {offer.kind: offer.query for offer in offers(query, suggestion)}


def test_offers_for_several_marked_words():
    assert kinds("bầu cử quốc hội", "bầu cử quốc hội khóa") == {
        "suggestion": "bầu cử quốc hội khóa",
        "unmarked": "bau cu quoc hoi",
        "fewer": "bầu cử",
        "any": "bầu OR cử OR quốc OR hội",
    }


def test_one_plain_word_leaves_nothing_to_offer():
    assert offers("election", None) == ()
    assert offers("Election", None) == ()
    assert offers("", None) == ()


def test_a_phrase_is_offered_without_its_quotation_marks():
    assert kinds('"hội đồng"') == {"unmarked": '"hoi dong"', "unquoted": "hội đồng"}


def test_signs_and_connectives_stay_what_they_are():
    assert kinds("title:bầu OR -cử") == {"unmarked": "title:bau OR -cu"}
    assert "any" not in kinds("site:a.example word")
    assert "fewer" not in kinds("one -two three")


def test_decomposed_letters_lose_their_marks_too():
    assert kinds("ba\u0302\u0300u")["unmarked"] == "bau"


def test_nothing_is_offered_twice():
    assert offers("bầu", "bau") == (Offer("suggestion", "bau"),)


def test_words_that_no_article_has_are_left_out():
    told = offers("bầu cửx quốc", None, unknown=("cửx",))
    assert {offer.kind: offer.query for offer in told} == {
        "unmarked": "bau cux quoc",
        "fewer": "bầu quốc",
        "any": "bầu OR quốc",
    }
    assert offers("nothing here", None, unknown=("nothing", "here")) == ()

"""Random small collections: the index against a look at every article, and against Whoosh's own queries."""

import fnmatch
import re
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from whoosh import query as wq
from whoosh.searching import Searcher

from reader.search.analysis import bare_term, word_term
from reader.text.vietnamese import fold

# Words whose folded forms differ, and none an abbreviation, so a plain comparison is the truth.
WORDS = ["ga", "lo", "ru", "sen", "tre", "bon", "mưa", "gió", "trời"]
KEPT = {"deadline": None, "max_examples": 120, "suppress_health_check": [HealthCheck.too_slow]}

_line = st.lists(st.sampled_from(WORDS), max_size=7).map(tuple)
_article = st.fixed_dictionaries(
    {"title": _line, "lines": st.lists(_line, max_size=3), "year": st.sampled_from([None, 2019, 2020, 2021])}
)
_batches = st.lists(
    st.tuples(
        st.lists(st.tuples(st.integers(0, 9), _article), max_size=5),
        st.lists(st.integers(0, 9), max_size=2),
    ),
    min_size=1,
    max_size=6,
)
_word = st.sampled_from(WORDS)
_leaf = st.one_of(
    st.tuples(st.just("word"), _word),
    st.tuples(st.just("prefix"), st.sampled_from(["g", "t", "tr", "s", "mư"])),
    st.tuples(st.just("phrase"), st.lists(_word, min_size=2, max_size=3), st.sampled_from([0, 0, 2])),
    st.tuples(st.just("near"), _word, _word, st.integers(0, 3)),
    st.tuples(st.just("nearer"), st.lists(_word, min_size=3, max_size=3), st.integers(0, 2)),
    st.tuples(st.just("wild"), st.sampled_from(["*o*", "?en", "b?n", "t*e", "m?a", "*ư*", "g?o", "tr?i"])),
    st.tuples(st.just("fuzzy"), st.sampled_from(["ga", "len", "gio", "bo", "trei"]), st.sampled_from([1, 2])),
    st.tuples(st.just("title"), _word),
    st.tuples(st.just("date"), st.sampled_from([(2019, 2019), (2020, 2021)])),
)
_tree = st.recursive(
    _leaf,
    lambda inner: st.one_of(
        st.tuples(st.just("not"), inner),
        st.tuples(st.just("and"), st.lists(inner, min_size=2, max_size=3)),
        st.tuples(st.just("or"), st.lists(inner, min_size=2, max_size=3)),
    ),
    max_leaves=6,
)


def written(tree):
    """The tree in the query language; every word is bound, so that nothing is relaxed."""
    match tree:
        case ("word", word):
            return f"+{word}"
        case ("prefix", start):
            return f"+{start}*"
        case ("phrase", words, slop):
            return f'"{" ".join(words)}"' + (f"~{slop}" if slop else "")
        case ("near", one, other, most):
            return f"{one} NEAR/{most} {other}"
        case ("nearer", words, most):
            return f" NEAR/{most} ".join(words)
        case ("wild", pattern):
            return f"+{pattern}"
        case ("fuzzy", word, most):
            return f"+{word}~{most}"
        case ("title", word):
            return f"title:{word}"
        case ("date", (first, last)):
            return f"date:{first}..{last}"
        case ("not", inner):
            return f"-({written(inner)})"
        case ("and", inner):
            return "(" + " ".join(map(written, inner)) + ")"
        case ("or", inner):
            return "(" + " OR ".join(map(written, inner)) + ")"


def answers(tree, entry):
    """Whether an article answers a tree, found by looking."""
    lines = [entry["title"], *entry["lines"]]
    match tree:
        case ("word", word):
            return any(word in line for line in lines)
        case ("prefix", start):
            return any(word.startswith(start) for line in lines for word in line)
        case ("phrase", words, slop):
            return any(stands(words, line, slop) for line in lines)
        case ("near", one, other, most):
            return any(near_each_other(spots(one, line), spots(other, line), most) for line in lines)
        case ("nearer", words, most):
            return any(near_in_turn(words, line, most) for line in lines)
        case ("wild", pattern):
            plain = fnmatch.translate(pattern)
            forms = {word: word if "ư" in pattern else fold(word) for line in lines for word in line}
            return any(re.match(plain, form) for form in forms.values())
        case ("fuzzy", word, most):
            return any(distance(word, fold(other)) <= most for line in lines for other in line)
        case ("title", word):
            return word in entry["title"]
        case ("date", (first, last)):
            return entry["year"] is not None and first <= entry["year"] <= last
        case ("not", inner):
            return not answers(inner, entry)
        case ("and", inner):
            return all(answers(each, entry) for each in inner)
        case ("or", inner):
            return any(answers(each, entry) for each in inner)


def stands(words, line, slop):
    ends = [place for place, word in enumerate(line) if word == words[0]]
    for word in words[1:]:
        ends = [
            p
            for p, other in enumerate(line)
            if other == word and any(0 < p - end <= slop + 1 for end in ends)
        ]
    return bool(ends)


def spots(word, line):
    return {(place, place) for place, other in enumerate(line) if other == word}


def near_each_other(left, right, most):
    """What every two of them span that are near each other, or one inside the other."""
    found = set()
    for a, b in left:
        for c, d in right:
            apart = 0 < c - b <= most + 1 or 0 < a - d <= most + 1
            if apart or (a < c and d < b) or (c < a and b < d):
                found.add((min(a, c), max(b, d)))
    return found


def near_in_turn(words, line, most):
    found = spots(words[0], line)
    for word in words[1:]:
        found = near_each_other(found, spots(word, line), most)
    return bool(found)


def distance(one, other):
    """Edits between two words, neighbours exchanged counting as one."""
    rows = [list(range(len(other) + 1))]
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, sign in enumerate(other, 1):
            best = min(rows[-1][j - 1] + (letter != sign), rows[-1][j] + 1, row[-1] + 1)
            if i > 1 and j > 1 and one[i - 2] == sign and other[j - 2] == letter:
                best = min(best, rows[-2][j - 2] + 1)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]


def built(new_shelf, make_article, folder, batches):
    """An index of several commits, and what must be in it."""
    shelf, there = new_shelf(folder), {}
    for added, gone in batches:
        shelf.revision += 1
        with shelf.index.writer() as writer:
            for number, entry in added:
                there[f"a{number}"] = entry
                writer.add(
                    make_article(
                        f"a{number}",
                        "\n\n".join(" ".join(line) for line in entry["lines"]),
                        title=" ".join(entry["title"]) or None,
                        date=f"{entry['year']}-06-15" if entry["year"] else None,
                    )
                )
            for number in gone:
                there.pop(f"a{number}", None)
                writer.delete(f"a{number}")
            writer.commit(shelf.revision)
    # Every word with marks is known, so that strictness is the same for each collection.
    known = make_article("known", " ".join(WORDS), date="1999-01-01")
    there["known"] = {"title": (), "lines": [tuple(WORDS)], "year": 1999}
    return shelf.fill(known), there


@settings(**KEPT)
@given(_batches, st.lists(_tree, min_size=1, max_size=4))
def test_the_same_articles_as_by_looking(new_shelf, article, batches, trees):
    with tempfile.TemporaryDirectory() as folder:
        shelf, there = built(new_shelf, article, Path(folder), batches)
        assert set(shelf.ids()) == set(there)
        for tree in trees:
            expected = {key for key, entry in there.items() if answers(tree, entry)}
            for sort in ("relevance", "newest", "oldest", "title"):
                found = shelf.ask(written(tree), sort=sort)
                assert {key for key, _ in found.hits} == expected, written(tree)
                assert found.total == len(expected) == len(found.hits)
        shelf.index.close()


@settings(**KEPT)
@given(_batches, st.lists(_word, min_size=1, max_size=6))
def test_plain_words_must_all_be_there(new_shelf, article, batches, words):
    with tempfile.TemporaryDirectory() as folder:
        shelf, there = built(new_shelf, article, Path(folder), batches)
        tree = ("and", [("word", word) for word in words])
        expected = {key for key, entry in there.items() if answers(tree, entry)}
        assert set(shelf.ids(" ".join(words))) == expected
        shelf.index.close()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(_batches)
def test_whoosh_itself_finds_the_same(new_shelf, article, batches):
    with tempfile.TemporaryDirectory() as folder:
        shelf, there = built(new_shelf, article, Path(folder), batches)
        with Searcher(shelf.index._index.reader(), fromindex=shelf.index._index) as searcher:
            for word in WORDS:
                query = wq.Or([wq.Term("body", term) for term in {word_term(word), bare_term(word)}])
                theirs = {hit["id"] for hit in searcher.search(query, limit=None)}
                assert theirs == {key for key, a in there.items() if any(word in line for line in a["lines"])}
            pair = wq.Phrase("body", [word_term("mưa"), word_term("gió")])
            theirs = {hit["id"] for hit in searcher.search(pair, limit=None)}
            assert theirs == {
                key for key, a in there.items() if any(stands(["mưa", "gió"], line, 0) for line in a["lines"])
            }
            start = wq.And([wq.Prefix("body", "gio"), wq.Not(wq.Term("body", word_term("mưa")))])
            theirs = {hit["id"] for hit in searcher.search(start, limit=None)}
            tree = ("and", [("word", "gió"), ("not", ("word", "mưa"))])
            assert theirs == {key for key, a in there.items() if answers(tree, {**a, "title": ()})}
        shelf.index.close()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    _batches,
    st.lists(
        st.sampled_from([*'gamưió"() -+*?:~2', "OR ", "NEAR/1 ", "title:", "date:2020", "has:", "tag:"]),
        max_size=24,
    ).map("".join),
)
def test_any_query_is_answered(new_shelf, article, batches, query):
    with tempfile.TemporaryDirectory() as folder:
        shelf, there = built(new_shelf, article, Path(folder), batches)
        found = shelf.ask(query, facets=True)
        assert {key for key, _ in found.hits} <= set(there)
        assert found.total == len(found.hits)
        shelf.index.close()


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(_batches)
def test_one_commit_or_many_make_no_difference(new_shelf, article, batches):
    with tempfile.TemporaryDirectory() as one, tempfile.TemporaryDirectory() as other:
        many, there = built(new_shelf, article, Path(one), batches)
        single = new_shelf(Path(other))
        with single.index.writer() as writer:
            for key, entry in there.items():
                text = "\n\n".join(" ".join(line) for line in entry["lines"])
                date = f"{entry['year']}-06-15" if entry["year"] else None
                writer.add(article(key, text, title=" ".join(entry["title"]) or None, date=date))
            writer.commit(1)
        for query in ("mưa gió", "tr*", '"ga lo"', "sen OR tre"):
            scores = [dict(shelf.ask(query).hits) for shelf in (many, single)]
            assert scores[0].keys() == scores[1].keys()
            assert all(abs(scores[0][key] - scores[1][key]) < 1e-3 for key in scores[0])
        many.index.close()
        single.index.close()

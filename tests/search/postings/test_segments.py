"""Segments written, and merged, hold what went in."""

import tempfile
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.search.postings import merge as merging
from reader.search.postings.build import Document, SegmentBuilder
from reader.search.postings.merge import merge
from reader.search.postings.segment import NUMBERS, TABLES, SegmentFile, field_term

_words = st.lists(st.tuples(st.sampled_from("abcd"), st.integers(0, 70_000)), max_size=12)
_document = st.tuples(
    st.integers(0, 5), _words, _words, st.sampled_from(["", "x", "y"]), st.integers(0, 2**32 - 1)
)
_segments = st.lists(
    st.tuples(st.lists(_document, max_size=6), st.sets(st.integers(0, 5))), min_size=1, max_size=4
)


def add(builder, article_id, title, body, value, number):
    fields = {}
    for field, words in (("title", title), ("body", body)):
        ordered = sorted(words, key=lambda entry: entry[1])
        fields[field] = [word for word, _ in ordered], [position for _, position in ordered]
    numbers, values = dict.fromkeys(NUMBERS, number), dict.fromkeys(TABLES, value)
    builder.add(Document(f"a{article_id}", f"t{article_id}{value}", numbers, values), fields)


def content(file):
    """Everything a segment holds, by article and term."""
    ids = [text.decode() for text in file.ids.all()]
    found = {}
    for number, term in enumerate(file.terms.all()):
        docs, freqs = file.postings(number, number + 1)
        there, counts, positions = file.places(number, number + 1)
        assert len(docs) > 0
        assert docs.tolist() == there.tolist() == sorted(set(docs.tolist()))
        assert counts.tolist() == freqs.tolist()
        rows = np.repeat(docs, freqs)
        for chosen in (np.arange(file.doc_count) % 2 == 0, np.arange(file.doc_count) % 7 == 0):
            some, times, where = file.places(number, number + 1, chosen)
            assert np.repeat(some, times).tolist() == rows[chosen[rows]].tolist()
            assert where.tolist() == positions[chosen[rows]].tolist()
        for row, position in zip(rows.tolist(), positions.tolist(), strict=True):
            found.setdefault(ids[row], []).append((term, position))
    about = {}
    for row, article_id in enumerate(ids):
        tables = [file.table(name) for name in TABLES]
        about[article_id] = (
            file.titles[row].decode(),
            [int(file.number(name)[row]) for name in NUMBERS],
            [values[int(column[row])] for column, values in tables],
        )
    return {key: sorted(value) for key, value in found.items()}, about


@settings(deadline=None, max_examples=120, suppress_health_check=[HealthCheck.too_slow])
@given(_segments)
def test_written_and_merged(segments):
    expected, about, parts = {}, {}, []
    with tempfile.TemporaryDirectory() as folder:
        for place, (documents, gone) in enumerate(segments):
            builder = SegmentBuilder()
            held = {}
            for article_id, title, body, value, number in documents:
                add(builder, f"{place}-{article_id}", title, body, value, number)
                held[article_id] = (title, body, value, number)
            path = Path(folder) / f"{place}"
            assert len(builder) == len(held)
            assert builder.write(path) == len(held)
            if not held:
                assert not path.exists()
                continue
            file = SegmentFile(path)
            terms, _ = content(file)
            for article_id, (title, body, value, number) in held.items():
                key = f"a{place}-{article_id}"
                wanted = [(field_term("title", w), p) for w, p in title] + [
                    (field_term("body", w), p) for w, p in body
                ]
                assert terms.get(key, []) == sorted(wanted)
                if article_id not in gone:
                    if wanted:
                        expected[key] = sorted(wanted)
                    about[key] = (
                        f"t{place}-{article_id}{value}",
                        [number] * len(NUMBERS),
                        [value] * len(TABLES),
                    )
            stays = np.array([int(text.decode().rsplit("-")[-1]) not in gone for text in file.ids.all()])
            parts.append((file, stays))
        usual, merging.PORTION = merging.PORTION, 5
        try:
            count = merge(parts, Path(folder) / "merged")
        finally:
            merging.PORTION = usual
        assert count == len(about)
        if count:
            assert content(SegmentFile(Path(folder) / "merged")) == (expected, about)
        for file, _ in parts:
            file.close()


def test_a_dropped_document_leaves_nothing(tmp_path):
    builder = SegmentBuilder()
    add(builder, 1, [("a", 0)], [("b", 0)], "x", 1)
    add(builder, 2, [("c", 0)], [], "y", 2)
    builder.drop("a1")
    builder.drop("unknown")
    assert builder.write(tmp_path / "s") == 1
    file = SegmentFile(tmp_path / "s")
    assert file.terms.all() == [field_term("title", "c")]
    assert file.find(field_term("title", "a")) == -1
    assert file.find(field_term("title", "c")) == 0
    assert file.find_range(field_term("title", "a"), field_term("title", "d")) == (0, 1)


def test_many_occurrences_and_long_texts(tmp_path):
    builder = SegmentBuilder()
    add(builder, 1, [], [("a", position) for position in range(70_000)], "", 0)
    builder.write(tmp_path / "s")
    file = SegmentFile(tmp_path / "s")
    assert file.postings(0, 1)[1].tolist() == [70_000]
    assert file.places(0, 1, np.array([True]))[2].tolist() == list(range(70_000))
    assert file.places(0, 1, np.array([False]))[1].tolist() == []

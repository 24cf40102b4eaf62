"""Conditions on what is known of an article: its site, source, author, section, dates, numbers, address."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import unquote

import numpy as np

from reader.search.analysis import query_tokens, word_term
from reader.search.postings.layout import Array
from reader.search.runs import run_counts
from reader.search.snapshot import Snapshot
from reader.search.tree import Period, Value
from reader.search.words import LAST, Form, has_marks
from reader.text import docnumbers, vietnamese

HAS = {name: 1 << bit for bit, name in enumerate(("source", "images", "tables", "attachments"))}
"""The bits of a document's number ``has``."""

_TABLES = {"source": "source", "author": "byline", "section": "section"}


def day_number(day: str | None) -> int:
    """ "2021-05-09" as 20210509; a part that is missing is 00; 0 for none."""
    digits = (day or "").replace("-", "")[:8]
    return int(digits.ljust(8, "0")) if digits.isdigit() and len(digits) >= 4 else 0


def period_mask(snapshot: Snapshot, period: Period) -> Array:
    """Documents of a period, both ends included; those without a date are in none."""
    days = snapshot.column(period.field)
    found = days > 0
    if period.first:
        # A date known to the month or year only (…00) belongs to a period that begins with it.
        found &= days >= day_number(period.first.removesuffix("-01").removesuffix("-01"))
    if period.last:
        found &= days <= day_number(period.last)
    return found


def value_mask(snapshot: Snapshot, value: Value) -> Array:
    """Documents that a condition holds for."""
    match value.field:
        case "site":
            return among(snapshot, "site", site_test(value.text))
        case "lang" | "format":
            wanted = value.text.casefold()
            column = "language" if value.field == "lang" else "format"
            return among(snapshot, column, lambda text: text.casefold() == wanted)
        case "docno":
            return _docno(snapshot, value)
        case "has":
            return (snapshot.column("has") & HAS[value.text]) > 0
        case "url":
            return _address(snapshot, value)
        case _:
            return among(snapshot, _TABLES[value.field], words_test(value.text, prefix=value.prefix))


def among(snapshot: Snapshot, table: str, test: Callable[[str], bool]) -> Array:
    """Documents whose value passes a test."""
    numbers, values = snapshot.table(table)
    passes = np.array([bool(text) and test(text) for text in values])
    return passes[numbers]


def site_test(wanted: str) -> Callable[[str], bool]:
    """A site is found by its whole name, by a name above it ("haiduong.gov.vn"), or by one label
    ("kinhmon")."""
    name = wanted.casefold().strip().removeprefix("http://").removeprefix("https://").strip("/")
    name = name.removeprefix("www.").lstrip(".")

    def test(site: str) -> bool:
        site = site.casefold()
        return site == name or site.endswith("." + name) or ("." not in name and name in site.split("."))

    return test


def words_test(wanted: str, *, prefix: bool = False) -> Callable[[str], bool]:
    """A value is found by words of it that stand together; marks count when some were typed."""
    raws = [token.raw for token in query_tokens(wanted)]
    form = vietnamese.norm if has_marks(raws) else vietnamese.fold
    words = [form(raw) for raw in raws]

    def test(text: str) -> bool:
        held = [form(token.raw) for token in query_tokens(text)]
        for place in range(len(held) - len(words) + 1):
            part = held[place : place + len(words)]
            if part == words or (prefix and part[:-1] == words[:-1] and part[-1].startswith(words[-1])):
                return True
        return False

    return test if words else lambda text: False


def _docno(snapshot: Snapshot, value: Value) -> Array:
    """Document numbers: the whole number, or its beginning up to a sign ("169", "15/2024")."""
    key = docnumbers.key(value.text)
    forms = [Form(key), *(Form(key + sign, key + sign + LAST) for sign in "/-.&")]
    if value.prefix:
        forms = [Form(key, key + LAST)]
    return snapshot.mask("docno", forms)


def _address(snapshot: Snapshot, value: Value) -> Array:
    """Addresses: any run of their words; scheme and www do not count."""
    words = address_words(value.text)
    if not words:
        return np.zeros(snapshot.count, bool)
    places = tuple((Form(word_term(word)),) for word in words)
    if value.prefix:
        last = vietnamese.fold(words[-1])
        places = (*places[:-1], (Form(last, last + LAST),))
    if len(places) == 1:
        return snapshot.mask("url", places[0])
    counts = run_counts(snapshot, "url", places, 0)
    return np.zeros(snapshot.count, bool) if counts is None else counts > 0


def address_words(url: str) -> list[str]:
    """The words of an address, without scheme and "www"."""
    words = [token.raw for token in query_tokens(unquote(url.split("://", 1)[-1]))]
    return words[1:] if words[:1] == ["www"] else words

"""Finds the record that a ``revisit`` stands for: content that is kept only once (WARC 1.1, section 6.7)."""

from __future__ import annotations

from array import array

import numpy as np

from reader.formats.dialects import record_time
from reader.formats.http import header
from reader.formats.records import Dialect, Head, Record, records
from reader.formats.tape import Place, Tape

_ORIGINALS = frozenset({"response", "resource"})
_MASK = 2**63 - 1


class Originals:
    """Where the records of one archive lie whose content others may refer to.

    A record takes up to 72 bytes, so that archives of millions of records can be looked through.
    """

    def __init__(self, tape: Tape, dialect: Dialect) -> None:
        """Reads all headers of the archive once."""
        keys, raw, inner = array("q"), array("q"), array("q")
        tape.go(Place(0))
        for record in records(tape, dialect):
            if isinstance(record, Record) and record.head.type in _ORIGINALS:
                for key in _own_keys(record.head):
                    keys.append(hash(key) & _MASK)
                    raw.append(record.place.raw)
                    inner.append(record.place.inner)
        found = np.array(keys, dtype=np.int64)
        order = np.argsort(found, kind="stable")
        self._keys = found[order]
        self._raw = np.array(raw, dtype=np.int64)[order]
        self._inner = np.array(inner, dtype=np.int64)[order]

    def places(self, revisit: Head) -> list[Place]:
        """Where the original may lie, the likeliest first; to be checked with ``is_original``."""
        found: list[Place] = []
        for key in _wanted_keys(revisit):
            at = int(np.searchsorted(self._keys, hash(key) & _MASK))
            if at < len(self._keys) and int(self._keys[at]) == hash(key) & _MASK:
                found.append(Place(int(self._raw[at]), int(self._inner[at])))
        return found


def is_original(head: Head, revisit: Head) -> bool:
    """Whether a record is one that the revisit refers to."""
    return head.type in _ORIGINALS and not set(_own_keys(head)).isdisjoint(_wanted_keys(revisit))


def _own_keys(head: Head) -> list[str]:
    fields = head.fields
    return _keys(header(fields, "warc-record-id"), head.url, head.time, header(fields, "warc-payload-digest"))


def _wanted_keys(head: Head) -> list[str]:
    fields = head.fields
    url = header(fields, "warc-refers-to-target-uri").strip("<> ") or head.url
    time = record_time(header(fields, "warc-refers-to-date"))
    return _keys(header(fields, "warc-refers-to"), url, time, header(fields, "warc-payload-digest"))


def _keys(record_id: str, url: str | None, time: str | None, digest: str) -> list[str]:
    found = [f"id {record_id.strip()}"] if record_id.strip() else []
    if url and time:
        found.append(f"at {time} {url}")
    if digest:
        found.append(f"digest {digest.strip().lower()}")
    return found

"""Compares records with the digests that were recorded with them (WARC-Block-Digest, WARC-Payload-Digest)."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Iterator
from typing import Protocol

from reader.formats.http import Feed, entity, header, read_answer
from reader.formats.records import Record

_ALGORITHMS = {
    "md5": "md5",
    "sha1": "sha1",
    "sha-1": "sha1",
    "sha256": "sha256",
    "sha-256": "sha256",
    "sha512": "sha512",
}


class Hasher(Protocol):
    """What hashlib gives."""

    @property
    def digest_size(self) -> int:
        """Bytes of a digest."""

    def update(self, data: bytes, /) -> None:
        """Takes more bytes."""

    def digest(self) -> bytes:
        """The digest so far."""


def wrong_digests(record: Record) -> list[str]:
    """Which recorded digests of a record do not agree with it, as "block sha1"; reads its block.

    Tools differ in whether the payload is hashed with or without its chunks: either is right. Digests of
    algorithms that are not known here are passed over.
    """
    block = Recorded.of(record, "block")
    payload = Recorded.of(record, "payload")
    # A revisit has no payload of its own; that of a request is in its block's digest, and seldom anything.
    if record.head.type in ("revisit", "request") or header(record.head.fields, "warc-truncated"):
        payload = None
    pieces: Iterable[bytes] = record.pieces()
    if block:
        pieces = _tapped(pieces, block.hasher)
    feed = Feed(pieces)
    if payload:
        answer = read_answer(feed) if record.head.type == "response" else None
        whole = Feed(_tapped(feed, payload.hasher))
        for piece in entity(whole, answer.headers) if answer else whole:
            payload.other.update(piece)
        for _ in whole:
            pass
    for _ in feed:
        pass
    return [digest.name for digest in (block, payload) if digest and not digest.holds]


class Recorded:
    """A recorded digest, and hashers of what it may be the digest of."""

    def __init__(self, name: str, algorithm: str, value: str) -> None:
        self.name = f"{name} {algorithm}"
        self.hasher: Hasher = hashlib.new(algorithm, usedforsecurity=False)
        self.other: Hasher = hashlib.new(algorithm, usedforsecurity=False)
        self._value = _decoded(value, self.hasher.digest_size)

    @classmethod
    def of(cls, record: Record, name: str) -> Recorded | None:
        """The digest that a record's header states, if one is known by its algorithm."""
        algorithm, colon, value = header(record.head.fields, f"warc-{name}-digest").partition(":")
        known = _ALGORITHMS.get(algorithm.strip().lower())
        return cls(name, known, value.strip()) if known and colon else None

    @property
    def holds(self) -> bool:
        """Whether what was hashed is what it is the digest of."""
        return self._value in (self.hasher.digest(), self.other.digest())


def _decoded(value: str, size: int) -> bytes | None:
    """The digest's bytes: written in base 16 or 32, from some tools in base 64."""
    try:
        if len(value) == 2 * size:
            return bytes.fromhex(value)
        bare = value.rstrip("=")
        if len(bare) == -(-size * 8 // 5):
            return base64.b32decode(bare.upper() + "=" * (-len(bare) % 8))
        return base64.b64decode(bare + "=" * (-len(bare) % 4), altchars=b"-_")
    except (ValueError, binascii.Error):
        return None


def _tapped(pieces: Iterable[bytes], hasher: Hasher) -> Iterator[bytes]:
    for piece in pieces:
        hasher.update(piece)
        yield piece

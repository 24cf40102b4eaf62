"""Fixtures that write text in the encodings before Unicode, as the programs of the time did."""

from __future__ import annotations

import unicodedata

import pytest

from reader.text import legacy_tables

TONES = "\u0300\u0301\u0303\u0309\u0323"


@pytest.fixture(scope="session")
def written():
    """(text, name) -> the bytes of a text in one of the Vietnamese encodings (or a codec of Python)."""
    return _written


@pytest.fixture(scope="session")
def misread():
    """(bytes, codec) -> the text that a program shows which takes the bytes for another encoding."""
    return _misread


def _written(text: str, name: str) -> bytes:
    text = unicodedata.normalize("NFC", text)
    if name == "windows-1258":
        return b"".join([_combined(sign) for sign in text])
    if name == "vni":
        return "".join([_vni().get(sign, sign) for sign in text]).encode("cp1252")
    if name not in legacy_tables.NAMES:
        return text.encode(name)
    bytes_of = {sign: byte for byte, sign in reversed(list(enumerate(legacy_tables.table(name))))}
    if name == "tcvn3":
        # No byte for capitals with a tone.
        bytes_of |= {
            low.upper(): byte
            for low, byte in bytes_of.items()
            if low.upper() not in bytes_of and len(low.upper()) == 1
        }
    return bytes([bytes_of[sign] for sign in text])


def _misread(body: bytes, codec: str = "windows-1252") -> str:
    table = legacy_tables.table(codec) if codec == "windows-1258" else legacy_tables.western()
    if codec == "latin-1":
        return body.decode("latin-1")
    return "".join([table[byte] for byte in body])


def _combined(sign: str) -> bytes:
    """A letter of windows-1258: the tone follows its vowel unless the page has the pair."""
    try:
        return sign.encode("cp1258")
    except UnicodeEncodeError:
        taken_apart = unicodedata.normalize("NFD", sign)
        tone = "".join([part for part in taken_apart if part in TONES])
        rest = unicodedata.normalize("NFC", "".join([part for part in taken_apart if part not in TONES]))
        return (rest + tone).encode("cp1258")


def _vni() -> dict[str, str]:
    pairs: dict[str, str] = {}
    for pair, letter in legacy_tables._vni_letters().items():
        if letter not in pairs or pair.isupper() == letter.isupper():
            pairs[letter] = pair
    return pairs

"""Bytes to characters: what a page says of itself is checked against the text that comes out.

The order: byte order mark; the pattern of zero bytes (UTF-16); UTF-8, if the bytes are that; then a one-byte
Vietnamese encoding if its reading gives well-formed syllables where the declared one does not; the declared
encoding; a guess. Whatever came out is then looked through for double encoding and for text in legacy fonts,
and its letters are composed (NFC), so that labels and names compare as they look.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from itertools import islice

from reader.model import Encoding
from reader.text import legacy_fonts, legacy_tables, mojibake, viqr
from reader.text.labels import name_of, public_name
from reader.text.scoring import score

# A Vietnamese reading is believed from this share of well-formed words on, this many of them, and this much
# better than what the page declares: French or Polish pages stay far below.
SHARE, FEWEST_WORDS, GAIN = 0.85, 4, 0.15
# UTF-8 with more broken sequences than this (per sound one) is a page of mixed encodings.
MOST_BROKEN = 0.02
# One-byte and Chinese encodings give less sound sequences (per broken one) by accident: under 0.1.
LEAST_SOUND = 0.5
# Above this share of letters outside ASCII within their words, the language is not one of Western Europe.
MOST_MARKED = 0.6
# Encodings of which every byte is ASCII.
SEVEN_BIT = ("iso2022_jp", "iso2022_kr", "hz", "viqr")
_JAPANESE_ESCAPE = b"\x1b$B"
_SAMPLE_WORDS = 800
# Larger pages are read, but not looked through for repairs: that would take seconds and much memory.
LARGEST_MENDED = 3 << 20
_HEAD = 16384

_DECLARATION = re.compile(
    rb"""<(?:meta\b|\?xml\b)[^>]{0,400}?\b(?:charset|encoding)\s{0,9}=\s{0,9}["']?\s{0,9}([A-Za-z0-9_:.\-]{1,40})""",
    re.IGNORECASE,
)
_HIGH = re.compile(rb"[\x80-\xff][^\s<>]{0,60}")
_WORD_START = re.compile(rb"[^\s<>]*\Z")
_LONGEST_HEAD = 16
# Control bytes and rare signs of windows-1252; quotes, dashes and dots (85, 91 to 97) are usual in both.
_VN1_CONTROL = re.compile(rb"[\x01\x02\x04-\x06\x11-\x17]")
_VN1_CAPITAL = re.compile(rb"[\x80-\x84\x86-\x90\x98-\x9f]")
# The combining signs U+0300 to U+036F are CC 80 to CD AF in UTF-8. One of them, a stroke, makes other signs
# of three signs of markup (≮ ≯ ≠): where it stands, the text between these is composed piece by piece.
_STROKE = "\u0338"
_COMPOSED_APART = re.compile("[^<>=]+")
_TAG = re.compile(rb"(<[^<>]*>)")
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a page, and how it was read."""

    text: str
    encoding: Encoding


def decode(body: bytes, charset: str | None = None) -> Decoded:
    """The text of a page's bytes; ``charset`` is what the container (a header) says. Never raises."""
    declared = charset or _declared(body)
    for mark, marked in _MARKS:
        if body.startswith(mark):
            return _finished(body[len(mark) :].decode(marked, "replace"), declared, marked)
    if name := _zero_pattern(body):
        return _finished(body.decode(name, "replace"), declared, name)
    name = name_of(declared)
    if body.isascii() and (name in SEVEN_BIT or _JAPANESE_ESCAPE in body):
        name = name if name in SEVEN_BIT else "iso2022_jp"
        return _finished(read(body, name), declared, name)
    body = body.replace(b"\0", b"")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _not_plain_utf8(body, declared)
    return _finished(text, declared, "utf-8", body)


def decode_as(body: bytes, label: str) -> Decoded | None:
    """The text read with an encoding chosen by hand, composed but not repaired; None for an unknown label."""
    name = name_of(label)
    if name is None:
        return None
    text = _composed(read(body, name).removeprefix("\ufeff"))
    return Decoded(text, Encoding(_declared(body), public_name(name)))


def read(body: bytes, name: str) -> str:
    """The text of bytes in a named encoding (a result of ``name_of``); what does not fit becomes U+FFFD."""
    if name in legacy_tables.NAMES:
        return legacy_tables.decode(body, name)
    if name == "viqr":
        return viqr.decode(body.decode("utf-8", "replace"))
    if name == "windows-1252":
        return codecs.charmap_decode(body, "strict", legacy_tables.western())[0]
    return body.decode(name, "replace")


def _declared(body: bytes) -> str | None:
    match = _DECLARATION.search(body, 0, _HEAD)
    return match[1].decode("ascii").lower() if match else None


def _zero_pattern(body: bytes) -> str | None:
    """UTF-16 without a mark: markup is ASCII, so every second byte of it is zero."""
    head = body[:8192]
    if head.count(0) < len(head) // 5 or len(head) < 8:
        return None
    even, odd = head[::2].count(0), head[1::2].count(0)
    if odd > 4 * even:
        return "utf-16-le"
    return "utf-16-be" if even > 4 * odd else None


def _not_plain_utf8(body: bytes, declared: str | None) -> Decoded:
    """UTF-8 with broken places, a page of two encodings, or none of UTF-8."""
    text = body.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    sound = len(text) - broken - len(text.encode("ascii", "ignore"))
    cut = _is_cut(body)
    if broken <= max(1, MOST_BROKEN * sound) and sound >= 3 * broken:
        text = text[:-1] if cut else text
        return _finished(text, declared, "utf-8", body)
    if sound >= LEAST_SOUND * broken and len(body) <= LARGEST_MENDED:
        return _of_two(body, declared)
    name, doubtful = _eight_bit(body, declared)
    return _finished(read(body, name), declared, name, doubtful=doubtful)


def _is_cut(body: bytes) -> bool:
    """Whether the only broken sequence is the last one, which the end of the file cuts."""
    for length in (1, 2, 3):
        try:
            body[:-length].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return True
    return False


def _of_two(body: bytes, declared: str | None) -> Decoded:
    """Each piece between tags as UTF-8 if it is that, the others in the one encoding they have in common."""
    pieces = _TAG.split(body)
    others = [piece for piece in pieces if not _is_utf8(piece)]
    name, doubtful = _eight_bit(b" ".join(others), None if name_of(declared) == "utf-8" else declared)
    text = "".join([piece.decode("utf-8") if _is_utf8(piece) else read(piece, name) for piece in pieces])
    return _finished(text, declared, "utf-8", repaired=f"mixed-{public_name(name)}", doubtful=doubtful)


def _is_utf8(piece: bytes) -> bool:
    if piece.isascii():
        return True
    try:
        piece.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _eight_bit(body: bytes, declared: str | None) -> tuple[str, bool]:
    """The encoding of bytes that are no UTF-8, and whether it remains doubtful."""
    label = name_of(declared)
    label = None if label in ("utf-8", "utf-16-le", "utf-16-be", *SEVEN_BIT) else label
    sample = _sample(body)
    stated = score(read(sample, label or "windows-1252"))
    readings = {name: score(legacy_tables.decode(sample, name)) for name in legacy_tables.NAMES}
    best = max(
        legacy_tables.NAMES, key=lambda name: (readings[name].share, name == label, _fits(body, sample, name))
    )
    found = readings[best]
    better = best == label or found.share - stated.share >= GAIN
    if better and found.good >= FEWEST_WORDS and found.share >= SHARE:
        return best, False
    if label and not _unlikely(sample, label):
        return label, False
    return _guessed(sample, label)


def _fits(body: bytes, sample: bytes, name: str) -> bool:
    """Between equal readings: whether capitals stand where only TCVN 5712 has them and TCVN3 has none."""
    capitals = _VN1_CAPITAL.search(sample) or _VN1_CONTROL.search(body)
    return (capitals is not None) == (name == "tcvn5712-1")


def _sample(body: bytes) -> bytes:
    """The first words that have a byte outside ASCII."""
    words: list[bytes] = []
    for match in islice(_HIGH.finditer(body), _SAMPLE_WORDS):
        start = match.start()
        head = _WORD_START.search(body[max(0, start - _LONGEST_HEAD) : start])
        words.append((head[0] if head else b"") + match[0])
    return b" ".join(words)


def _unlikely(sample: bytes, label: str) -> bool:
    """Whether the declared encoding makes no text of the words, so that a guess is better."""
    text = read(sample, label)
    odd = sum(1 for sign in text if sign == "\ufffd" or "\x80" <= sign <= "\x9f")
    if odd * 20 > len(text):
        return True
    letters = [sign for sign in text if sign.isalpha()]
    marked = sum(1 for sign in letters if not sign.isascii())
    return label == "windows-1252" and len(letters) >= 20 and marked > MOST_MARKED * len(letters)


def _guessed(sample: bytes, label: str | None) -> tuple[str, bool]:
    """What a general detector makes of it, else the declared or the Western encoding."""
    import cchardet

    result = cchardet.detect(sample)
    name = name_of(result["encoding"])
    confidence = result["confidence"] or 0.0
    if name is None or name in legacy_tables.NAMES or confidence < 0.2 or _unlikely(sample, name):
        return label or "windows-1252", label is not None or _unlikely(sample, "windows-1252")
    return name, confidence < 0.5


def _finished(
    text: str,
    declared: str | None,
    used: str,
    utf8: bytes | None = None,
    *,
    repaired: str | None = None,
    doubtful: bool = False,
) -> Decoded:
    """Looks the text through for double encoding and legacy fonts, and composes its letters."""
    if used not in legacy_tables.NAMES and not text.isascii() and len(text) <= LARGEST_MENDED:
        utf8 = text.encode("utf-8", "surrogatepass") if utf8 is None else utf8
        if mojibake.suspected(utf8):
            text, rounds = mojibake.mend(text)
            if rounds:
                repaired = "double-encoded" if rounds == 1 else f"double-encoded-{rounds}"
                utf8 = text.encode("utf-8", "surrogatepass")
        if legacy_fonts.suspected(utf8):
            text, kind = legacy_fonts.mend(text)
            repaired = kind or repaired
        if b"\xcc" in utf8 or b"\xcd" in utf8:
            text = _composed(text)
    return Decoded(text, Encoding(declared, public_name(used), repaired, doubtful))


def _composed(text: str) -> str:
    if _STROKE not in text:  # few pieces have anything to compose, and those that have not are told quickly
        pieces = text.split("<")
        return "<".join(
            [unicodedata.normalize("NFC", piece) if not piece.isascii() else piece for piece in pieces]
        )
    return _COMPOSED_APART.sub(lambda match: unicodedata.normalize("NFC", match[0]), text)

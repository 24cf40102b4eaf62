"""UTF-8 that was read as a one-byte encoding and saved as UTF-8 again ("ThÃ´ng bÃ¡o"), once or several times.

Each such letter is a lead sign followed by its continuation signs, whichever of windows-1252, ISO-8859-1 or
windows-1258 did the misreading, so they are put right one by one: a page may be sound in other places.
"""

from __future__ import annotations

import re
from functools import lru_cache

from reader.text.legacy_tables import table, western
from reader.text.scoring import score

MOST_ROUNDS = 3
# Signs that also stand behind a letter in sound text (KHUÊ”): such a pair alone proves nothing.
_ORDINARY = frozenset("‘’“”…–—™•›‹‚„\u00a0")
# In UTF-8, what cannot stand in sound text: áº á» (Vietnamese), Ã or Â before a sign of Latin-1, Ãƒ, Ä‘, â€,
# Ă¬.
_TRACE = re.compile(
    rb"\xc3(?:\xa1\xc2[\xba\xbb]|[\x82\x83]\xc2|\x83\xc6\x92|\x84\xe2\x80\x98|\xa2\xe2\x82\xac)"
)
_TRACE_1258 = b"\xc4\x82\xc2"
# What a repair may yield when there is little of it: Latin letters, Latin-1 signs, typographic signs.
_LIKELY = re.compile("[\u00a0-\u024f\u0300-\u036f\u1e00-\u1eff\u2000-\u206f\u20ab\u20ac\u2122]")


def suspected(utf8: bytes) -> bool:
    """Whether a page's UTF-8 bytes hold a trace of double encoding: cheap, and true for a few sound pages."""
    return _TRACE.search(utf8) is not None or _TRACE_1258 in utf8


def mend(text: str) -> tuple[str, int]:
    """The text with double encoding undone, and how many times it was; (text, 0) when it is sound.

    The words of a half-mended text mean nothing, so all rounds are tried and the best kept, the latest of
    equals.
    """
    readings = [text]
    while len(readings) <= MOST_ROUNDS and (undone := _undone(readings[-1])) is not None:
        readings.append(undone)
    scores = [score(reading).share for reading in readings]
    best = max(range(len(readings)), key=lambda place: (scores[place], place))
    mended = readings[best]
    if best and scores[best] > 0.5:
        # The second byte of "à" is a no-break space, which editors turn into a blank.
        mended = re.sub(r"(?<=[A-Za-z])Ã(?=[ <])", "à", mended)
    return mended, best


def _undone(text: str) -> str | None:
    """One round, or None when nothing tells of double encoding."""
    found = [match[0] for match in _sequence().finditer(text)]
    telling = sum(1 for run in found if _letter(run) and not _ORDINARY.issuperset(run[1:]))
    if not telling:
        return None

    def put_right(match: re.Match[str]) -> str:
        letter = _letter(match[0])
        return letter if letter and (telling >= 5 or _LIKELY.match(letter)) else match[0]

    mended = _sequence().sub(put_right, text)
    return None if mended == text else mended


def _letter(run: str) -> str | None:
    """The letter whose UTF-8 bytes the signs stand for, if they do."""
    try:
        letter = bytes([_byte_of()[sign] for sign in run]).decode("utf-8")
    except UnicodeDecodeError:
        return None
    return None if letter < "\u0080" else letter


@lru_cache(maxsize=1)
def _byte_of() -> dict[str, int]:
    """The byte that a sign stands for in windows-1258, windows-1252 or ISO-8859-1; no sign has two."""
    bytes_of = {chr(byte): byte for byte in range(0x80, 0x100)}
    for signs in (table("windows-1258"), western()):
        bytes_of.update({sign: byte for byte, sign in enumerate(signs) if byte >= 0x80 and ord(sign) > 0xFF})
    return bytes_of


@lru_cache(maxsize=1)
def _sequence() -> re.Pattern[str]:
    def signs(first: int, last: int) -> str:
        return (
            "[" + "".join(re.escape(sign) for sign, byte in _byte_of().items() if first <= byte <= last) + "]"
        )

    more = signs(0x80, 0xBF)
    return re.compile(
        f"{signs(0xC2, 0xDF)}{more}|{signs(0xE0, 0xEF)}{more}{{2}}|{signs(0xF0, 0xF4)}{more}{{3}}"
    )

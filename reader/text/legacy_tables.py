"""What the bytes of the encodings before Unicode mean, as far as Vietnamese pages used them.

Every one-byte encoding is a string of 256 characters for ``codecs.charmap_decode``. Sources: VISCII is RFC
1456 and TCVN 5712 (VN1) the Vietnamese standard of 1993, both as the system's ``iconv`` knows them; TCVN3
(ABC) follows from VN1 by rule (its capitals with a tone use the byte of the small letter); VPS is the code
chart of the Vietnamese Professionals Society; VNI is a rule: a letter and a mark letter. Bytes an encoding
leaves free read as in windows-1252, whose fonts these were drawn over.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

NAMES = ("windows-1258", "viscii", "tcvn3", "vni", "tcvn5712-1", "vps")
"""The Vietnamese encodings, in the order in which a tie is decided."""

_FREE = "·"
_VISCII_LOW = dict(zip(b"\x02\x05\x06\x14\x19\x1e", "ẲẴẪỶỸỴ", strict=True))
_VISCII_HIGH = (
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ"
    "ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ"
    "Õắằặấầẩậẽẹếềểễệố"
    "ồổỗỠƠộờởịỰỨỪỬơớƯ"
    "ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ"
    "ĐứÒÓÔạỷừửÙÚỹỵÝỡư"
    "àáâãảăữẫèéêẻìíĩỉ"
    "đựòóôõỏọụùúũủýợỮ"
)
_VN1_LOW = dict(zip(b"\x01\x02\x04\x05\x06\x11\x12\x13\x14\x15\x16\x17", "ÚỤỪỬỮỨỰỲỶỸÝỴ", strict=True))
_VN1_HIGH = (
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ"
    "ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ"
    "\u00a0ĂÂÊÔƠƯĐăâêôơưđẰ"
    "\u0300\u0309\u0303\u0301\u0323àảãáạẲằẳẵắẴ"
    "ẮẦẨẪẤỀặầẩẫấậèỂẻẽ"
    "éẹềểễếệìỉỄẾỒĩíịò"
    "Ổỏõóọồổỗốộờởỡớợù"
    "ỖủũúụừửữứựỳỷỹýỵỐ"
)
_VPS_LOW = dict(
    zip(b"\x02\x03\x04\x05\x06\x10\x11\x12\x13\x14\x15\x19\x1c\x1d", "ẠẬẶẸỆỊỌỘỢỤỰỴẪỮ", strict=True)
)
_VPS_HIGH = (
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ"
    "Ế··ỀỂỄỐỒỔỖýỷỵỚỜỞ"
    "·ắằẳẵặỠớÙờởỡŨỨợỪ"
    "ổỬỲỸÍÌộỈĨÓửữÒỎÕự"
    "ầÁÂấẩẫậđẻÉÊẹỉễịỹ"
    "ƯỦồốÔỏơÈừứÚũưÝẺ·"
    "àáâãảạă·èéêẽìí·ĩ"
    "ẴĐòóôõ·Ơụùúủ·ỶẼỳ"
)
# The mark letters of VNI: after a plain vowel (also after ô = ơ and ö = ư), with a circumflex, with a breve.
_VNI_TONES = {"": "", "\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
_VNI_CIRCUMFLEX = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
_VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
_VNI_SINGLE = {"í": "í", "ì": "ì", "æ": "ỉ", "ó": "ĩ", "ò": "ị", "î": "ỵ", "ñ": "đ"}


@lru_cache(maxsize=1)
def western() -> str:
    """windows-1252 as browsers read it: the five free bytes are control characters."""
    return _python_table("cp1252")


@lru_cache(maxsize=8)
def table(name: str) -> str:
    """The 256 characters of a one-byte encoding of ``NAMES``; VNI has none (see ``from_vni``)."""
    if name == "windows-1258":
        return _python_table("cp1258")
    if name == "viscii":
        return _overlaid(_VISCII_LOW, _VISCII_HIGH)
    if name == "tcvn5712-1":
        return _overlaid(_VN1_LOW, _VN1_HIGH)
    if name == "vps":
        return _overlaid(_VPS_LOW, _VPS_HIGH)
    if name == "tcvn3":
        return _overlaid({}, "".join(_tcvn3_high()))
    raise LookupError(name)


def decode(body: bytes, name: str) -> str:
    """The text of bytes in one of ``NAMES``, in NFC; never raises on bytes."""
    if name == "vni":
        return from_vni(codecs.charmap_decode(body, "strict", western())[0])
    text = codecs.charmap_decode(body, "strict", table(name))[0]
    if name in ("windows-1258", "tcvn5712-1"):
        text = unicodedata.normalize("NFC", text)
    return with_capitals(text) if name in ("tcvn3", "vps") else text


def from_misread(text: str, name: str) -> str:
    """The Vietnamese behind a text whose bytes were taken for windows-1252 ("Th«ng b¸o", "Thoâng baùo")."""
    if name == "vni":
        return from_vni(text)
    mended = text.translate(_misread(name))
    if name in ("windows-1258", "tcvn5712-1"):
        mended = unicodedata.normalize("NFC", mended)
    return with_capitals(mended) if name in ("tcvn3", "vps") else mended


def from_vni(text: str) -> str:
    """VNI letter pairs as Vietnamese letters, the longest match first."""
    return _vni_pattern().sub(lambda match: _vni_letters()[match[0]], text)


_WORD = re.compile(r"[^\W\d_]+")
_LINE = re.compile(r"[^<>\n]{1,20000}")
_LINE_BREAK = re.compile(r"[<>\n.;]")
# Not after an initial: "anh H. ở lại".
_SENTENCE_BEFORE = re.compile(r"(?<![\s(][A-ZĐ])[.!?…][\"”’)\]]*\s+[\"“‘(\[]*\Z")
_OWN_BYTE = "ăâêôơưđĂÂÊÔƠƯĐ"


def with_capitals(text: str) -> str:
    """Raises the letters that stand small in words of capitals.

    TCVN3 (and half of VPS) has no byte for a capital with a tone, so the rest of the word says what was
    meant; a word that leaves it open (VÒ is Về or VỀ) follows its neighbours of the same line. A sentence
    begins with a capital.
    """
    return _LINE.sub(lambda line: line[0] if line[0].isascii() else _line_with_capitals(line[0]), text)


def _line_with_capitals(text: str) -> str:
    words = [(match.start(), match.end(), _case(match[0])) for match in _WORD.finditer(text)]
    pieces: list[str] = []
    done = 0
    for place, (start, end, case) in enumerate(words):
        word = text[start:end]
        if case == "open":
            before, after = _neighbour(text, words, place, -1), _neighbour(text, words, place, 1)
            raised = "small" not in (before, after) and "capital" in (before, after)
        else:
            raised = case == "mixed-capital"
        if raised:
            word = word.upper()
        elif _lags(word[0]) and _SENTENCE_BEFORE.search(text, max(0, start - 8), start):
            word = word[0].upper() + word[1:]
        if word != text[start:end]:
            pieces += (text[done:start], word)
            done = end
    return "".join([*pieces, text[done:]]) if pieces else text


def _lags(letter: str) -> bool:
    """Whether this small letter may stand for a capital."""
    return not letter.isascii() and letter.islower() and letter not in _OWN_BYTE


def _case(word: str) -> str:
    """What a word says of its case.

    "small" or "capital" when its letters show it, "mixed-capital" when its toned letters lag behind, "open"
    when there is but one letter besides lagging ones, "none" otherwise.
    """
    if word.isascii():
        return "capital" if len(word) > 1 and word.isupper() else "small" if not word.isupper() else "none"
    own = [letter for letter in word if letter.isascii() or letter in _OWN_BYTE]
    lagging = len(own) < len(word) and not word.isupper()
    if any(letter.islower() for letter in own):
        return "small"
    if len(own) >= 2:
        return "mixed-capital" if lagging else "capital"
    return "open" if lagging else "none"


def _neighbour(text: str, words: list[tuple[int, int, str]], place: int, step: int) -> str:
    """The case shown by the nearest word of the same line that shows one: "small", "capital" or "none"."""
    here = place
    while 0 <= here + step < len(words) and abs(here + step - place) <= 4:
        first, second = sorted((here, here + step))
        if _LINE_BREAK.search(text, words[first][1], words[second][0]):
            break
        here += step
        case = words[here][2]
        if case in ("small", "capital", "mixed-capital"):
            return "small" if case == "small" else "capital"
    return "none"


def _python_table(codec: str) -> str:
    signs = [bytes([byte]).decode(codec, "replace") for byte in range(256)]
    return "".join([chr(byte) if sign == "\ufffd" else sign for byte, sign in enumerate(signs)])


def _overlaid(low: dict[int, str], high: str) -> str:
    """windows-1252 with the encoding's own signs put over it."""
    signs = list(western())
    for byte, sign in low.items():
        signs[byte] = sign
    for place, sign in enumerate(high):
        if sign != _FREE:
            signs[0x80 + place] = sign
    return "".join(signs)


def _tcvn3_high() -> Iterator[str]:
    """VN1 without the capitals that carry a tone and without its combining signs."""
    for sign in _VN1_HIGH:
        yield sign if sign.islower() or sign in "ĂÂÊÔƠƯĐ\u00a0" else _FREE


@lru_cache(maxsize=8)
def _misread(name: str) -> dict[int, str]:
    """What ``str.translate`` needs to undo reading an encoding as windows-1252, or as Latin-1."""
    own = table(name)
    mapping = {ord(sign): own[byte] for byte, sign in enumerate(western()) if own[byte] != chr(byte)}
    mapping.update({byte: own[byte] for byte in range(0x80, 0xA0)})
    return mapping


@lru_cache(maxsize=1)
def _vni_letters() -> dict[str, str]:
    letters: dict[str, str] = {"ô": "ơ", "ö": "ư", **_VNI_SINGLE}
    for written, vowel in [*((sign, sign) for sign in "aeouy"), ("ô", "ơ"), ("ö", "ư")]:
        for tone, sign in _VNI_TONES.items():
            if sign:
                letters[written + sign] = unicodedata.normalize("NFC", vowel + tone)
    for marks, vowels in ((_VNI_CIRCUMFLEX, {"a": "â", "e": "ê", "o": "ô"}), (_VNI_BREVE, {"a": "ă"})):
        for written, vowel in vowels.items():
            for tone, sign in marks.items():
                letters[written + sign] = unicodedata.normalize("NFC", vowel + tone)
    for written, letter in list(letters.items()):
        letters[written.upper()] = letter.upper()
        letters[written[0].upper() + written[1:]] = letter.upper()
    return letters


@lru_cache(maxsize=1)
def _vni_pattern() -> re.Pattern[str]:
    return re.compile("|".join(sorted(_vni_letters(), key=len, reverse=True)))

"""VIQR (RFC 1456): Vietnamese in seven bits, marks written behind their letters ("Tie^'ng Vie^.t").

Read only where a page declares it or somebody asks for it: the marks are ordinary punctuation elsewhere.
"""

from __future__ import annotations

import re
import unicodedata

_SHAPES = {"^": "\u0302", "(": "\u0306", "+": "\u031b", "*": "\u031b"}
_TONES = {"'": "\u0301", "`": "\u0300", "?": "\u0309", "~": "\u0303", ".": "\u0323"}
_MARKUP = re.compile(r"<[^<>]*>|&[#A-Za-z0-9]{1,10};")
# A full stop or question mark that ends a sentence is no mark; behind "\" no sign is one.
_LETTER = re.compile(
    r"\\(?P<plain>.)|(?P<dd>[Dd][Dd])"
    r"|(?P<vowel>[AEIOUYaeiouy])(?P<shape>(?<=[AaEeOo])\^|(?<=[Aa])\(|(?<=[OoUu])[+*])?"
    r"(?P<tone>['`~]|[?.](?=[?.](?![?.]))|[?.](?!\s*(?:\Z|[A-Z0-9])|[?.]))?",
    re.DOTALL,
)


def decode(text: str) -> str:
    """The text with VIQR marks put on their letters, in NFC; tags and references stay as they are."""
    pieces: list[str] = []
    done = 0
    for match in _MARKUP.finditer(text):
        pieces += (_LETTER.sub(_letter, text[done : match.start()]), match[0])
        done = match.end()
    return "".join([*pieces, _LETTER.sub(_letter, text[done:])])


def _letter(match: re.Match[str]) -> str:
    if match["plain"]:
        return match["plain"]
    if match["dd"]:
        return "Đ" if match["dd"][0] == "D" else "đ"
    marks = _SHAPES.get(match["shape"] or "", "") + _TONES.get(match["tone"] or "", "")
    return unicodedata.normalize("NFC", match["vowel"] + marks)

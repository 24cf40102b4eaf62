"""Names of places in Vietnamese texts: a word for a kind of place, and the name with capitals behind it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import takewhile

# Units of administration, from the smallest, and what news tell of by name. Law on the organisation of local
# government (77/2015/QH13), article 2; below the commune by usage.
_KINDS = (
    *("tổ dân phố", "khu phố", "khu dân cư", "thôn", "xóm", "ấp", "buôn", "làng", "phum", "sóc"),
    *("thị trấn", "phường", "xã", "đặc khu", "thị xã", "quận", "huyện", "thành phố", "tỉnh"),
    *("sông", "đảo"),
)
_WORD = r"[^\W\d_]+(?:['’-][^\W\d_]+)?"
_PLACE = re.compile(
    rf"\b({'|'.join(sorted(_KINDS, key=len, reverse=True))})\s+(?=({_WORD}(?:\s+{_WORD}){{1,3}}))",
    re.IGNORECASE,
)


def place_names(text: str) -> Iterator[tuple[str, str]]:
    """(kind of place in small letters, name) of the places with names of two to four words, in order.

    The words of a name begin with capitals; in a line of capitals nothing tells a name from the rest.
    """
    for line in unicodedata.normalize("NFC", text).split("\n"):
        if line.isupper():
            continue
        end = 0
        for match in _PLACE.finditer(line):
            if match.start() < end:  # inside the name before
                continue
            words = list(takewhile(lambda word: word[0].isupper(), match[2].split()))
            if len(words) > 1:
                end = match.end() + len(words[0])
                yield match[1].lower(), " ".join(words)

"""What a person found on a page, kept as salted hashes: the labels of the extraction benchmark.

A labels file holds no text. Of an article's text it has a hash of every run of four words (with
repetitions), of every field value a hash of its words. Each page has its own salt, so equal words of two
pages have different hashes. ``optional`` are runs of lines that may be in a text or not (a headline repeated
in the body, the label of a download); ``furniture`` are lines that stand elsewhere on the page, up to eight
words of each.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

SHINGLE = 4
DIGEST = 5
FURNITURE_WORDS = 8

_WORD = re.compile(r"\w+")
_UNSEEN = dict.fromkeys([0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF])


@dataclass(frozen=True, slots=True)
class PageLabel:
    """Hashes (hexadecimal) of one page. Fields with several values accept any; an empty tuple means none.

    ``text`` and ``optional`` are base64 of digests, one behind the other, in the order of their values.
    ``furniture`` has the number of words before each hash. ``dates`` holds the hash of "none" where the
    page shows no day of publication.
    """

    name: str
    sha256: str
    salt: str
    titles: tuple[str, ...]
    dates: tuple[str, ...]
    text: str
    optional: str
    sources: tuple[str, ...] = ()
    source_url: str | None = None
    byline: str | None = None
    related: tuple[str, ...] = ()
    related_dates: tuple[str, ...] = ()
    furniture: tuple[tuple[int, str], ...] = field(default=())


def words(text: str) -> list[str]:
    """Words of a text in small letters, composed, without signs that nobody sees."""
    return _WORD.findall(unicodedata.normalize("NFC", text.translate(_UNSEEN)).lower())


def digest(salt: str, value: str) -> bytes:
    """Salted hash of a value."""
    return hashlib.blake2b(value.encode(), key=bytes.fromhex(salt), digest_size=DIGEST).digest()


def hashed(salt: str, value: str) -> str:
    """Salted hash of a value's words, hexadecimal."""
    return digest(salt, " ".join(words(value))).hex()


def shingles(tokens: Sequence[str]) -> list[str]:
    """Runs of four words; a shorter text is one run."""
    if not tokens:
        return []
    return [" ".join(tokens[k : k + SHINGLE]) for k in range(max(1, len(tokens) - SHINGLE + 1))]


def counted(salt: str, runs: Sequence[str]) -> Counter[bytes]:
    """Hashes of runs with the number of times each occurs."""
    return Counter(digest(salt, run) for run in runs)


def packed(runs: Counter[bytes]) -> str:
    """Hashes as base64, repeated as often as they occur."""
    return base64.b64encode(b"".join(sorted(runs.elements()))).decode()


def unpacked(text: str) -> Counter[bytes]:
    """The inverse of ``packed``."""
    data = base64.b64decode(text)
    return Counter(data[k : k + DIGEST] for k in range(0, len(data), DIGEST))


def read_labels(path: Path) -> list[PageLabel]:
    """The labels of a file."""
    return [_label(shape) for shape in json.loads(path.read_text("utf-8"))["pages"]]


def write_labels(path: Path, labels: Sequence[PageLabel]) -> None:
    """Writes a labels file, pages by name."""
    pages = [asdict(label) for label in sorted(labels, key=lambda label: label.name)]
    shape = {"shingle": SHINGLE, "digest": DIGEST, "pages": pages}
    path.write_text(json.dumps(shape, indent=0, ensure_ascii=False) + "\n", "utf-8")


def runs_of(label: PageLabel, tokens: Sequence[str]) -> Iterator[int]:
    """Places in a text (numbers of words) where furniture of the page begins."""
    known: dict[int, set[str]] = {}
    for size, value in label.furniture:
        known.setdefault(size, set()).add(value)
    for size, values in known.items():
        for start in range(len(tokens) - size + 1):
            if digest(label.salt, " ".join(tokens[start : start + size])).hex() in values:
                yield start


def _label(shape: dict[str, object]) -> PageLabel:
    values = {key: tuple(value) if isinstance(value, list) else value for key, value in shape.items()}
    values["furniture"] = tuple((size, value) for size, value in shape["furniture"])  # type: ignore[attr-defined]
    return PageLabel(**values)  # type: ignore[arg-type]

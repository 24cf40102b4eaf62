"""Vietnamese written with fonts of its own inside a page that says it is Unicode or Western.

Before Unicode a font drew Vietnamese letters over Western ones. Pasted into a later page, such text reads
"Th«ng b¸o" (TCVN3) or "Thoâng baùo" (VNI). It is judged one piece of text between two tags at a time, by its
syllables; the names of the fonts only settle pieces that are too short to speak for themselves.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from reader.text.legacy_tables import from_misread
from reader.text.scoring import score

KINDS = ("tcvn3", "vni", "viscii", "tcvn5712-1", "vps")
# A piece speaks for itself from this many well-formed words on, three of them different: French "où où où"
# does not.
FEWEST_WORDS, FEWEST_DIFFERENT = 4, 3
# Share of well-formed words a reading needs, and by how much it must beat the text as it stands.
SHARE, GAIN = 0.8, 0.3
# Traces in UTF-8: a sign between letters (Th«ng), a mark letter of VNI behind a vowel (Thoâng), a font name.
_SIGN_IN_WORD = re.compile(rb"\xc2(?<=[A-Za-z]\xc2)[\xa1-\xbf](?=[A-Za-z\xc3])")
_VNI_PAIR = re.compile(
    rb"\xc3(?:(?<=[aeouyAEOUY]\xc3)[\xb8\xb9\xbb\xb5\xaf\x98\x99\x9b\x95\x8f]"
    rb"|(?<=[aeoAEO]\xc3)[\xa2\xa4\xa5\x82\x84\x85])"
)
_ENOUGH_TRACES = 3

_FONT = re.compile(r"(\.Vn[A-Z][A-Za-z ]*?(H?))(?=[\"';,}<>\s]|$)|\bVNI-[A-Z]|\bVPS [A-Z]")
_PIECE = re.compile(r"<!--.*?(?:-->|\Z)|<(/?)([A-Za-z][A-Za-z0-9:]*)([^<>]*)>|<[^<>]*>|[^<]+|<", re.DOTALL)
_STYLE_BODY = re.compile(r"\{([^{}]*)\}")
_LONGEST_SELECTOR = 400
_DEEPEST = 1000
_SELECTOR = re.compile(r"(?:^|[\s,>])([A-Za-z][A-Za-z0-9]*)?(?:\.([A-Za-z_][\w\-]*))?(?=[\s,>]|$)")
_CLASS = re.compile(r"\bclass\s*=\s*[\"']?([^\"'>]+)", re.IGNORECASE)
_LETTER_REFERENCE = re.compile(r"&(?:#\d{2,4}|#[xX][0-9A-Fa-f]{2,4}|[A-Za-z]{2,8}\d?);")
# Letters that no legacy font was drawn over: a piece with one of them is Unicode.
_UNICODE_LETTER = re.compile("[ăĂđĐĩĨũŨơƠưƯ\u1ea0-\u1ef9]")
_RAW = frozenset({"script", "style", "noscript", "textarea"})
_VOID = frozenset(
    {"br", "hr", "img", "input", "meta", "link", "col", "area", "base", "wbr", "param", "embed"}
)


@dataclass(slots=True)
class _Piece:
    """A text between two tags that may need mending: where it begins, and the font it is under."""

    start: int
    raw: str
    font: str | None
    draws_capitals: bool
    kind: str | None = None


def suspected(utf8: bytes) -> bool:
    """Whether a page's UTF-8 bytes show a trace of such text; cheap, and true for a few sound pages too."""
    traces = _count(_SIGN_IN_WORD, utf8) + _count(_VNI_PAIR, utf8)
    return traces >= _ENOUGH_TRACES or (traces > 0 and (b".Vn" in utf8 or b"VNI-" in utf8))


def mend(page: str) -> tuple[str, str | None]:
    """The page with such pieces as Vietnamese letters, and the encoding of most of them (None: no such)."""
    pieces = list(_pieces(page))
    words: dict[str, int] = {}
    for piece in pieces:
        piece.kind, good = _plain_kind(_letters(piece.raw))
        if piece.kind:
            words[piece.kind] = words.get(piece.kind, 0) + good
    main = max(words, key=lambda kind: words[kind]) if words else None
    for piece in pieces:
        if piece.kind is None and (piece.font or main):
            piece.kind = _short_kind(_letters(piece.raw), piece.font, main)
    used = [piece.kind for piece in pieces if piece.kind]
    if not used:
        return page, None
    mended: list[str] = []
    done = 0
    for piece in pieces:
        mended += (page[done : piece.start], _mended(piece))
        done = piece.start + len(piece.raw)
    return "".join([*mended, page[done:]]), main or used[0]


def _count(pattern: re.Pattern[bytes], utf8: bytes) -> int:
    found = 0
    for _ in pattern.finditer(utf8):
        found += 1
        if found >= _ENOUGH_TRACES:
            break
    return found


def _mended(piece: _Piece) -> str:
    if piece.kind is None:
        return piece.raw.upper() if piece.draws_capitals and "&" not in piece.raw else piece.raw
    text = from_misread(_letters(piece.raw), piece.kind)
    return text.upper() if piece.draws_capitals and "&" not in text else text


def _letters(raw: str) -> str:
    """The text with the references to Latin-1 letters and signs resolved; those of markup signs stay."""
    if "&" not in raw:
        return raw

    def resolved(match: re.Match[str]) -> str:
        sign = html.unescape(match[0])
        return (
            sign
            if len(sign) == 1 and ("\u00a1" <= sign <= "\u00ff" or "\u2010" <= sign <= "\u2122")
            else match[0]
        )

    return _LETTER_REFERENCE.sub(resolved, raw)


def _plain_kind(text: str) -> tuple[str | None, int]:
    """The reading that turns the text into Vietnamese beyond doubt, with its well-formed words."""
    if text.isascii() or text.count(" ") < FEWEST_WORDS - 1 or _UNICODE_LETTER.search(text):
        return None, 0
    as_it_is = score(text)
    if as_it_is.share > SHARE - GAIN and as_it_is.good:
        return None, 0
    readings = {kind: score(from_misread(text, kind)) for kind in KINDS}
    best = max(KINDS, key=lambda kind: (readings[kind].share, readings[kind].good))
    found = readings[best]
    if found.good < FEWEST_WORDS or found.share < SHARE or found.share - as_it_is.share < GAIN:
        return None, 0
    return (best, found.good) if len(_different(text, best)) >= FEWEST_DIFFERENT else (None, 0)


def _different(text: str, kind: str) -> set[str]:
    return {word.lower() for word in re.findall(r"[^\W\d_]+", from_misread(text, kind)) if not word.isascii()}


def _short_kind(text: str, font: str | None, main: str | None) -> str | None:
    """The reading of a short piece, which its font or the rest of the page suggests."""
    if text.isascii() or _UNICODE_LETTER.search(text):
        return None
    as_it_is = score(text)
    for kind in (font, main):
        if kind:
            mended = from_misread(text, kind)
            found = score(mended)
            whole_word = any(len(word) > 1 for word in re.findall(r"[^\W\d_]+", mended) if not word.isascii())
            if found.good and found.share > as_it_is.share and (whole_word or kind == font):
                return kind
    return None


def _pieces(page: str) -> Iterator[_Piece]:
    """The texts of the page that are not plain ASCII, or under a font of capitals; scripts are left out."""
    rules = _style_rules(page) if _FONT.search(page) else None
    open_elements: list[tuple[str, str | None, bool]] = []
    raw_until = ""
    for match in _PIECE.finditer(page):
        closing, name = match[1], (match[2] or "").lower()
        if not name:
            font, capitals = open_elements[-1][1:] if open_elements else (None, False)
            raw = match[0]
            if raw[0] != "<" and not raw_until and (capitals or "&" in raw or not raw.isascii()):
                yield _Piece(match.start(), raw, font, capitals)
        elif raw_until:
            raw_until = "" if closing and name == raw_until else raw_until
        elif name in _RAW and not closing:
            raw_until = name
        elif rules is not None and name not in _VOID:
            _follow(open_elements, rules, closing, name, match[3])


def _follow(
    open_elements: list[tuple[str, str | None, bool]],
    rules: dict[str, str],
    closing: str,
    name: str,
    attributes: str,
) -> None:
    """Keeps the stack of open elements with the font that each brings about."""
    if closing:
        for place in range(len(open_elements) - 1, max(-1, len(open_elements) - 40), -1):  # a stray end tag
            if open_elements[place][0] == name:
                del open_elements[place:]
                break
        return
    font, capitals = open_elements[-1][1:] if open_elements else (None, False)
    named = attributes
    if "font-family" not in attributes and "face" not in attributes.lower():
        classes = _CLASS.search(attributes)
        names = [name, *(f".{one}" for one in classes[1].split())] if classes else [name]
        named = " ".join(rules[one] for one in names if one in rules)
    if match := _FONT.search(named):
        font = {".": "tcvn3", "VN": "vni", "VP": "vps"}[match[0][:1] if match[0][0] == "." else match[0][:2]]
        capitals = bool(match[2])
    elif "font-family" in attributes or "face=" in attributes.lower():
        font, capitals = None, False
    if len(open_elements) < _DEEPEST:
        open_elements.append((name, font, capitals))


def _style_rules(page: str) -> dict[str, str]:
    """Element names and ".class" names whose style rules name a legacy font, with that rule."""
    rules: dict[str, str] = {}
    for match in _STYLE_BODY.finditer(page):
        if _FONT.search(match[1]):
            before = page[max(0, match.start() - _LONGEST_SELECTOR) : match.start()]
            selectors = re.split(r"[{}<>]", before.replace("-->", "").replace("<!--", ""))[-1]
            rules.update(dict.fromkeys(_selectors(selectors), match[1]))
    return rules


def _selectors(text: str) -> Iterator[str]:
    for match in _SELECTOR.finditer(text.strip()):
        if match[2]:
            yield f".{match[2]}"
        elif match[1]:
            yield match[1].lower()

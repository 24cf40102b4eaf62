"""Vietnamese words made comparable: the exact form, the folded form, and the tokens of a text.

The exact form (``norm``) makes uniform what typing leaves to chance: composition, case, the place of the
tone, look-alikes of đ, invisible signs. The folded form (``fold``) drops the marks as well, so that unmarked
queries find marked text. Other languages pass through both unharmed.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from reader.text.signs import INVISIBLE
from reader.text.syllables import canonical_spellings
from reader.text.tokens import Token, parts, raws, tokens

__all__ = ["Token", "fold", "fold_text", "is_syllable", "norm", "parts", "squash", "tokens"]

_INVISIBLE = re.compile(f"[{INVISIBLE}]+")
_FIGURES = re.compile(r"[0-9][0-9.,]*\Z")
_GROUPS = re.compile(r"[1-9][0-9]{0,2}(?:[.,][0-9]{3})+\Z")
# Signs typed for đ: eth (its capital looks the same) and the African d with tail.
_FOR_DD = str.maketrans({"ð": "đ", "ɖ": "đ", "\u0342": "\u0303"})
# Letters that Unicode does not take apart.
_UNMARKED = str.maketrans(
    dict(zip("đðɖøłıæœßþħ", ("d", "d", "d", "o", "l", "i", "ae", "oe", "ss", "th", "h"), strict=True))
)
# In an open syllable with this onset, y and i are two spellings of one word (kỹ, kĩ).
_SAME_WITH_I = frozenset({*(onset + "y" for onset in "bhklmnstvx"), "quy"})


def squash(text: str) -> str:
    """The text in NFC, without invisible signs, each run of white space one blank, trimmed."""
    if not text.isascii():
        text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return " ".join(text.split())


_STRUCK_D = re.compile("d[\u0335\u0336]")


def is_syllable(token: str) -> bool:
    """Whether a word is a well-formed Vietnamese syllable, in any accepted spelling."""
    return _letters(token) in canonical_spellings()


@lru_cache(maxsize=1 << 16)
def norm(token: str) -> str:
    """The exact form of a token (idempotent); also of numbers (10.000.000 is 10000000, 07 is 7)."""
    return norm_once(token)


def norm_once(token: str) -> str:
    """As ``norm``, which remembers what it was asked."""
    if token.isascii():
        return _number(token) if token[:1].isdigit() else token.lower()
    letters = _letters(token)
    known = canonical_spellings().get(letters)
    return letters if known is None else known


@lru_cache(maxsize=1 << 16)
def fold(token: str) -> str:
    """The exact form without marks: đ is d, ỹ after a simple onset is i; other scripts keep their letters."""
    folded = norm(token)
    if not folded.isascii():
        folded = _without_marks(folded)
    return folded[:-1] + "i" if folded in _SAME_WITH_I else folded


def fold_text(text: str) -> str:
    """The folded words of a text joined by one blank."""
    return " ".join(map(fold, raws(text)))


def _letters(token: str) -> str:
    """Lower-case NFC letters of a token, compatibility forms and invisible signs gone."""
    if token.isascii():
        return token.lower()
    letters = _fold_case(_INVISIBLE.sub("", token))
    if "\u0335" in letters or "\u0336" in letters:  # a d struck through by a sign of its own
        letters = unicodedata.normalize("NFC", _STRUCK_D.sub("đ", letters))
    if "ð" in letters or "ɖ" in letters or "\u0342" in letters:
        repaired = unicodedata.normalize("NFC", letters.translate(_FOR_DD))
        if repaired in canonical_spellings() or not any(sign in "aeiouy" for sign in _without_marks(letters)):
            return repaired
    return letters


def _fold_case(text: str) -> str:
    """NFKC and case folding until nothing changes (a fold may open a new composition)."""
    for _ in range(4):
        folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
        if folded == text:
            break
        text = folded
    return text


def _without_marks(text: str) -> str:
    """Drops the signs that stand on Latin or Greek letters; all others carry meaning."""
    kept: list[str] = []
    foldable = False
    for sign in unicodedata.normalize("NFD", text):
        if unicodedata.combining(sign):
            if foldable:
                continue
        else:
            foldable = sign < "\u0250" or "\u1e00" <= sign <= "\u1fff" or "\u0370" <= sign <= "\u03ff"
        kept.append(sign)
    return unicodedata.normalize("NFC", "".join(kept)).translate(_UNMARKED)


def _number(token: str) -> str:
    """A number as it is compared: no grouping, a decimal point, no leading zeros up to five digits.

    Vietnamese groups with dots and has a decimal comma, English the other way round; these pages have both.
    """
    if not _FIGURES.match(token):
        return token.lower()
    if token.isdigit():
        return token if len(token) > 5 else token.lstrip("0") or "0"
    decimal = max(token.rfind("."), token.rfind(","))
    sign = token[decimal]
    whole, fraction = token[:decimal], token[decimal + 1 :]
    if _GROUPS.match(token) and len({*token} & {".", ","}) == 1:
        return token.replace(sign, "")
    if sign in whole:
        return token.replace(",", ".")
    return f"{whole.replace('.', '').replace(',', '')}.{fraction}"

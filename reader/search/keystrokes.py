"""Vietnamese typed while the input method was off: Telex ("baauf cuwr") and VNI ("d9a5i bie63u").

Telex: a tone letter (s f r x j) after the vowels, a vowel doubled for its circumflex, w for breve and horn,
dd. VNI: the digits 1-5 for the tones, 6 circumflex, 7 horn, 8 breve, 9 đ.
"""

from __future__ import annotations

from functools import lru_cache

from reader.text import vietnamese

_TONES = {"s": "\u0301", "f": "\u0300", "r": "\u0309", "x": "\u0303", "j": "\u0323"}
_TONE_DIGITS = {"1": "\u0301", "2": "\u0300", "3": "\u0309", "4": "\u0303", "5": "\u0323"}
_VOWELS = "aeiouyăâêôơư"
_DOUBLED = {"a": "â", "e": "ê", "o": "ô"}
_HORNED = {"a": "ă", "o": "ơ", "u": "ư"}


@lru_cache(maxsize=1 << 14)
def decoded(word: str) -> str | None:
    """The syllable that these keys spell, or None when they spell none or are plain letters anyway."""
    if not word.isascii() or len(word) < 2 or len(word) > 11:
        return None
    keys = word.lower()
    typed = _vni(keys) if any(sign.isdigit() for sign in keys) else _telex(keys)
    if typed is None:
        return None
    # "thuowr": in an open syllable only the second vowel has the horn; "nuwocs": in a closed one both have.
    for spelling in (typed, typed.replace("ươ", "uơ"), _both_horns(typed)):
        if vietnamese.is_syllable(spelling):
            result = vietnamese.norm(spelling)
            return None if result == keys else result
    return None


def _both_horns(typed: str) -> str:
    for tone in ("", *_TONES.values()):
        typed = typed.replace(f"ư{tone}o", f"ư{tone}ơ")
    return typed


def _telex(keys: str) -> str | None:
    letters: list[str] = []
    tone = ""
    for key in keys:
        vowels = [place for place, letter in enumerate(letters) if letter in _VOWELS]
        if key in _TONES and vowels:
            if tone:
                return None
            tone = _TONES[key]
        elif key == "w":
            _horn(letters, vowels)
        elif key == "d" and letters and letters[0] == "d" and (len(letters) == 1 or vowels):
            letters[0] = "đ"
        elif key in _DOUBLED and letters and letters[-1] == key:
            letters[-1] = _DOUBLED[key]
        else:
            letters.append(key)
    return _with_tone(letters, tone)


def _horn(letters: list[str], vowels: list[int]) -> None:
    """Give breve or horn to the vowels typed last; w alone is ư; "uo" takes two horns."""
    for place in reversed(vowels):
        if letters[place] in _HORNED:
            letters[place] = _HORNED[letters[place]]
            if letters[place] == "ơ" and letters[:place][-1:] == ["u"] and letters[: place - 1] != ["q"]:
                letters[place - 1] = "ư"
            return
    letters.append("ư")


def _vni(keys: str) -> str | None:
    letters: list[str] = []
    tone = ""
    for key in keys:
        if key in _TONE_DIGITS:
            if tone:
                return None
            tone = _TONE_DIGITS[key]
        elif key in "6789":
            if not _mark(letters, key):
                return None
        elif key == "0":
            return None
        else:
            letters.append(key)
    return _with_tone(letters, tone)


def _mark(letters: list[str], key: str) -> bool:
    if key == "9":
        if letters[:1] != ["d"]:
            return False
        letters[0] = "đ"
        return True
    table = {"6": _DOUBLED, "7": {"o": "ơ", "u": "ư"}, "8": {"a": "ă"}}[key]
    vowels = [place for place, letter in enumerate(letters) if letter in table]
    if not vowels:
        return False
    place = vowels[-1]
    letters[place] = table[letters[place]]
    if letters[place] == "ơ" and letters[:place][-1:] == ["u"] and letters[: place - 1] != ["q"]:
        letters[place - 1] = "ư"
    return True


def _with_tone(letters: list[str], tone: str) -> str | None:
    """The letters with the tone on some vowel; ``norm`` puts it in its place."""
    vowels = [place for place, letter in enumerate(letters) if letter in _VOWELS]
    if not vowels:
        return None
    shaped = [place for place in vowels if letters[place] in "ăâêôơư"]
    place = shaped[-1] if shaped else vowels[0]
    if not shaped and len(vowels) > 1 and "".join(letters).startswith(("qu", "gi")):
        place = vowels[1]
    return "".join([*letters[: place + 1], tone, *letters[place + 1 :]])

"""The language of a text, as an ISO 639-1 code.

Vietnamese is known by its syllables, English by its small words, a language with a script of its own by that.
Only what is left is given to a trained model, because that takes 0.8 s and 100 MB to load in each process
(measured).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from reader.text.syllables import canonical_spellings
from reader.text.vietnamese import squash

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier

SAMPLE = 3000
"""Characters that are looked at."""
SYLLABLES, MARKED = 0.6, 0.25
"""Of the words of a Vietnamese text, how many at least are syllables, and how many have marks."""
UNMARKED_SYLLABLES, UNMARKED_WORDS = 0.85, 8
"""A text without marks needs more of them, and some length: "can in to an" is no Vietnamese."""
ENGLISH_ARTICLES, ENGLISH_SMALL_WORDS = 0.06, 0.2
"""Share of the, of and and, and of all small words, which English prose always passes (about 0.1 and 0.4)."""
FEWEST_WORDS, SURE, SURE_WHEN_SHORT, SURE_OF_SCRIPT = 12, 0.5, 0.9, 0.3
"""From so many words on the model is believed with the first confidence, below with the second; a text in
another script than the Latin with the third, for few languages share one."""
OWN_SCRIPT = 0.4
"""Share of letters from which on a script decides."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[a-z\u00c0-\u024f\u1e00-\u1eff]")
_CODE = re.compile(r"\s*([A-Za-z]{2})(?:[-_].*)?\s*", re.DOTALL)
_FIRST_ENGLISH = frozenset(("the", "of", "and"))
_ENGLISH = _FIRST_ENGLISH | {
    *(
        "to",
        "in",
        "for",
        "is",
        "on",
        "that",
        "with",
        "be",
        "are",
        "was",
        "were",
        "by",
        "this",
        "as",
        "at",
        "from",
    ),
    *(
        "or",
        "will",
        "has",
        "have",
        "it",
        "its",
        "not",
        "an",
        "a",
        "which",
        "their",
        "been",
        "who",
        "he",
        "she",
    ),
}
# Scripts of one language each; kana come first, because Japanese is written with Han letters too.
_SCRIPTS = (
    ("ja", "\u3040-\u30ff\u31f0-\u31ff"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
    ("ko", "\u1100-\u11ff\uac00-\ud7af"),
    ("th", "\u0e00-\u0e7f"),
    ("lo", "\u0e80-\u0eff"),
    ("my", "\u1000-\u109f"),
    ("km", "\u1780-\u17ff"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("hy", "\u0530-\u058f"),
    ("he", "\u0590-\u05ff"),
    ("ka", "\u10a0-\u10ff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
)
_KANA_SHARE = 0.05


def detect(text: str, declared: str | None = None) -> str | None:
    """The code of the text's language, or None when unknown.

    ``declared`` is what the page says (``lang``); it only counts where the text does not show its language,
    because templates carry one declaration for all pages.
    """
    words = [word.lower() for word in _WORD.findall(squash(text[:SAMPLE]))]
    found = _vietnamese(words) or _english(words) or _by_script(words)
    if found:
        return found
    match = _CODE.fullmatch(declared) if declared else None
    stated = match[1].lower() if match else None
    if len(words) < 3:
        return stated
    sample = " ".join(words)
    code, confidence = _model().classify(sample)
    if len(_LATIN.findall(sample)) < OWN_SCRIPT * len(sample):
        enough = SURE_OF_SCRIPT
    else:
        enough = SURE if len(words) >= FEWEST_WORDS else SURE_WHEN_SHORT
    return str(code) if confidence >= enough else stated


def _vietnamese(words: list[str]) -> str | None:
    known = canonical_spellings()
    syllables = sum(map(known.__contains__, words))
    marked = [word for word in words if not word.isascii() and word in known]
    if len(marked) == 1:
        # One word may be French (là), unless it has a letter that only Vietnamese has.
        enough = syllables == len(words) and max(marked[0]) > "\u00ff"
    elif marked:
        enough = len(marked) >= MARKED * len(words) and syllables >= SYLLABLES * len(words)
    else:
        enough = len(words) >= UNMARKED_WORDS and syllables >= UNMARKED_SYLLABLES * len(words)
    return "vi" if enough else None


def _english(words: list[str]) -> str | None:
    if len(words) < FEWEST_WORDS:
        return None
    first = sum(1 for word in words if word in _FIRST_ENGLISH)
    small = sum(1 for word in words if word in _ENGLISH)
    return (
        "en" if first >= ENGLISH_ARTICLES * len(words) and small >= ENGLISH_SMALL_WORDS * len(words) else None
    )


def _by_script(words: list[str]) -> str | None:
    text = "".join(words)
    if text.isascii():
        return None
    counts = Counter({code: len(pattern.findall(text)) for code, pattern in _script_patterns()})
    if counts["ja"] > _KANA_SHARE * (counts["ja"] + counts["zh"]):
        counts["ja"] += counts["zh"]
    code, count = counts.most_common(1)[0]
    return code if count >= OWN_SCRIPT * len(text) else None


@lru_cache(maxsize=1)
def _script_patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple((code, re.compile(f"[{signs}]")) for code, signs in _SCRIPTS)


@lru_cache(maxsize=1)
def _model() -> LanguageIdentifier:
    """The trained model, restricted to languages with a code of two letters."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([code for code in model.labels if len(code) == 2])
    return model

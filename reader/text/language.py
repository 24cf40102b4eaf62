"""The language of a text: Vietnamese by its syllables, the others by a trained model, used only where it is sure."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from reader.text.vietnamese import is_syllable

_SAMPLE = 3000
_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"([A-Za-z]{2})(?:[-_].*)?")


def detect(text: str, declared: str | None = None) -> str | None:
    """The ISO 639-1 code of the text's language; a short text keeps what its page declares; None when unknown."""
    match = _CODE.fullmatch(declared.strip()) if declared else None
    stated = match[1].lower() if match else None
    words = _WORD.findall(text[:_SAMPLE])
    marked = [word for word in words if not word.isascii()]
    if len(marked) >= 4 and sum(map(is_syllable, marked)) >= 0.8 * len(marked):
        return "vi"
    if len(words) < 12:
        return stated
    code, score = _model().classify(text[:_SAMPLE])
    return str(code) if score > 0.9 else stated


@lru_cache(maxsize=1)
def _model() -> Any:  # noqa: ANN401 - the library has no types
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_pickled_model(MODEL_FILE, norm_probs=True)

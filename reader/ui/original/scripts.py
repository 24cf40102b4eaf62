"""Our own scripts for an original page (``resources/scripts``): finding, marking, missing pictures.

They run in a world of their own, which the page cannot see, also while its own scripts are off (measured).
``read`` gives the text that can be seen, the search says where its hits are, ``mark`` makes them ranges of
the CSS Custom Highlight API; so the matcher is ours, and not a sign of the page is changed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache

from reader.assets import resource
from reader.ui.reading.spans import Span, utf16_spans
from reader.ui.theme import reader_themes

_MOST_FRAMES, _MOST_SIGNS = 50, 4_000_000


def read() -> str:
    """Gives the text of the page."""
    return _call("read", _MOST_FRAMES, _MOST_SIGNS)


def mark(text: str, spans: Sequence[Span]) -> str:
    """Marks places of a text that ``read`` gave (offsets of Python characters)."""
    return _call("mark", utf16_spans(text, spans), _style())


def show(number: int, step: int) -> str:
    """Goes to a hit, or (-1) to the first one below (1) or above (-1) what is in view; gives which."""
    return _call("show", number, step)


def missing(title: str) -> str:
    """Shows which pictures are missing; ``title`` is said under the pointer."""
    return _call("missing", title)


def scroll_to(across: float, down: float) -> str:
    """Goes back to where one was."""
    return f"window.scrollTo({round(across)}, {round(down)})"


def _style() -> str:
    """Pages keep their own colours, also in a dark window; so the marks are those for light paper."""
    look = reader_themes()["light"]
    marks = {"reader-hit": (look.hit, look.hit_ink), "reader-current": (look.current, look.current_ink)}
    rules = (
        f"::highlight({name}) {{ background-color: {ground}; color: {ink}; }}"
        for name, (ground, ink) in marks.items()
    )
    return "".join(rules)


def _call(name: str, *values: object) -> str:
    return f"({_source(name)})({', '.join(json.dumps(value) for value in values)})"


@lru_cache(maxsize=8)
def _source(name: str) -> str:
    text = resource("scripts", f"{name}.js").read_text("utf-8")
    return "\n".join(line for line in text.splitlines() if not line.startswith("//"))

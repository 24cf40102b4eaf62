"""What facets and their values are called."""

from __future__ import annotations

from functools import lru_cache

from reader.explanations import format_words
from reader.translation import N_, _, language

# The facets that can be chosen from, in the order in which they are offered.
FACETS: tuple[tuple[str, str], ...] = (
    ("site", N_("Site")),
    ("section", N_("Section")),
    ("source", N_("Source")),
    ("language", N_("Language")),
    ("format", N_("Format")),
    ("tag", N_("Tag")),
    ("mark", N_("Marks")),
)
_MARKS = {
    "starred": N_("Starred"),
    "to-read": N_("Reading list"),
    "read": N_("Read"),
    "unread": N_("Unread"),
    "notes": N_("With notes"),
    "highlights": N_("With highlights"),
}


def value_words(field: str, value: str) -> str:
    """A value as it is shown: languages, formats and marks have codes, all others speak for themselves."""
    if field == "mark":
        return _(_MARKS.get(value, value))
    if field == "language":
        return _language_name(value, language())
    return format_words(value) if field == "format" else value


@lru_cache(maxsize=256)
def _language_name(code: str, shown_in: str) -> str:
    from babel import Locale, UnknownLocaleError

    try:
        name = Locale.parse(code.replace("-", "_")).get_display_name(shown_in)
    except (UnknownLocaleError, ValueError):
        return code
    return name[:1].upper() + name[1:] if name else code

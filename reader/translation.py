"""Visible texts in the reader's language, and dates and numbers as that language writes them.

One gettext catalogue for each language in ``resources/translations``; English is the language of the sources.
The catalogue is compiled when the package is built; in a source tree where that is missing or old, it is
compiled in memory. Babel is imported when it is first needed: it costs a noticeable part of a short command.
"""

from __future__ import annotations

import gettext
import io
import locale
import os
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from reader.assets import resource
from reader.errors import UnusableError

LANGUAGES = ("en", "vi")
_ENVIRONMENT = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")  # in the order of GNU gettext
# Day before month, as the readers of both languages here write it; Babel's own English is American.
_DATE_PATTERNS = {
    "en": ("y", "MMMM y", "d MMMM y"),
    "vi": ("y", "MM/y", "dd/MM/y"),
}
_SHORT_DATE = {"en": "d MMM y", "vi": "dd/MM/y"}
_UNITS = ("B", "kB", "MB", "GB", "TB")


class _State:
    """The language in force; None until it is first needed."""

    code: str | None = None
    catalogue: gettext.NullTranslations = gettext.NullTranslations()


def set_language(code: str | None) -> str:
    """Takes a language into use: a code of ``LANGUAGES``, or None for the one of the environment.

    An unknown code counts as English. Returns the code of the language in force.
    """
    wanted = _known(code) if code else _of_environment()
    _State.catalogue = _catalogue(wanted)
    _State.code = wanted
    return wanted


def language() -> str:
    """The code of the language in force."""
    return _State.code or set_language(None)


def _(text: str) -> str:
    """The text in the language in force."""
    if _State.code is None:
        set_language(None)
    return _State.catalogue.gettext(text) if text else ""


def N_(text: str) -> str:
    """Marks a text for the catalogue; it is translated where it is shown."""
    return text


def ngettext(one: str, many: str, n: int) -> str:
    """The form of a text that goes with a number."""
    if _State.code is None:
        set_language(None)
    return _State.catalogue.ngettext(one, many, n)


def format_date(iso: str) -> str:
    """``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD`` as the language writes it; anything else unchanged."""
    return _format_date(iso, language())


@lru_cache(maxsize=4096)
def _format_date(iso: str, code: str, *, short: bool = False) -> str:
    parts = iso.split("-")
    if len(parts) > 3 or not all(part.isascii() and part.isdigit() for part in parts):
        return iso
    try:
        day = date(*(int(part) for part in [*parts, "1", "1"][:3]))
    except ValueError:
        return iso
    from babel.dates import format_date as babel_format

    pattern = _SHORT_DATE[code] if short and len(parts) == 3 else _DATE_PATTERNS[code][len(parts) - 1]
    return babel_format(day, pattern, locale=code)


def format_short_date(iso: str) -> str:
    """A date for a narrow column, with the month cut short where it is a word; anything else unchanged."""
    return _format_date(iso, language(), short=True)


def format_moment(iso: str) -> str:
    """A time in UTC (``YYYY-MM-DDTHH:MM:SSZ``, or its beginning) to the minute: "3 June 2021 07:12 UTC"."""
    day, _sign, time = iso.partition("T")
    return f"{format_date(day)} {time[:5]} UTC" if time else format_date(day)


def typed_date(iso: str) -> str:
    """A date of digits for a field in which it can be changed: in Vietnamese the day first."""
    return format_date(iso) if language() == "vi" else iso


def format_number(n: int | float) -> str:
    """A number with the language's separators; at most one decimal."""
    return _format_number(n, language())


@lru_cache(maxsize=4096)
def _format_number(n: int | float, code: str) -> str:
    if isinstance(n, int) and -1000 < n < 1000:
        return str(n)
    from babel.numbers import format_decimal

    return format_decimal(n, "#,##0.#", locale=code)


def format_percent(n: int | float) -> str:
    """A share in percent, as both languages write it: "12.5%", in Vietnamese "12,5%"."""
    return f"{format_number(n)}%"


def format_bytes(n: int) -> str:
    """A size in decimal units, as disks are sold and file managers show it: "3.2 MB"."""
    size = float(n)
    for unit in _UNITS:
        if round(size, 1) < 1000 or unit == _UNITS[-1]:
            break
        size /= 1000
    return f"{format_number(n if unit == 'B' else round(size, 1 if size < 100 else 0))} {unit}"


def format_duration(seconds: float) -> str:
    """A length of time in at most two units: "2 h 5 min", "40 s"; under ten seconds with a decimal."""
    if seconds < 10:
        return _("{seconds} s").format(seconds=format_number(round(max(seconds, 0.0), 1)))
    whole = timedelta(seconds=round(seconds))
    minutes, rest = divmod(int(whole.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return _("{hours} h {minutes} min").format(hours=format_number(hours), minutes=minutes)
    if minutes:
        return _("{minutes} min {seconds} s").format(minutes=minutes, seconds=rest)
    return _("{seconds} s").format(seconds=rest)


def _known(code: str) -> str:
    """The language of a name such as ``vi_VN.UTF-8`` or Windows' ``Vietnamese_Vietnam``; else English."""
    name = code.replace("-", "_").split(".")[0].split("_")[0].lower()
    return {"vietnamese": "vi"}.get(name, name if name in LANGUAGES else "en")


def _of_environment() -> str:
    for name in _ENVIRONMENT:
        # LANGUAGE is a list in the order of preference; the first that we have is taken.
        choices = [choice for choice in os.environ.get(name, "").split(":") if choice]
        for choice in choices:
            code = _known(choice)
            if code != "en" or choice.lower().startswith(("en", "c", "posix")):
                return code
        if choices:
            return "en"
    return _known(locale.getlocale()[0] or "en")


@lru_cache(maxsize=len(LANGUAGES))
def _catalogue(code: str) -> gettext.NullTranslations:
    if code == "en":
        return gettext.NullTranslations()
    try:
        folder = resource("translations")
        source, compiled = folder / f"{code}.po", folder / f"{code}.mo"
        if compiled.is_file() and not _is_newer(source, compiled):
            with compiled.open("rb") as stream:
                return gettext.GNUTranslations(stream)
        return gettext.GNUTranslations(io.BytesIO(_compile(source, code)))
    except (OSError, ValueError, UnusableError):
        return gettext.NullTranslations()  # English is better than no program


def _is_newer(source: Path, compiled: Path) -> bool:
    return source.is_file() and source.stat().st_mtime_ns > compiled.stat().st_mtime_ns


def _compile(source: Path, code: str) -> bytes:
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    with source.open("rb") as stream:
        catalogue = read_po(stream, locale=code)
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()

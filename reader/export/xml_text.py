"""Text that XML can hold (XML 1.0, section 2.2)."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_STRAY_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_KEPT = ":/?#[]@!$&'()*+,;=%-._~"
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def clean(text: str) -> str:
    """The text without the control signs and halves of signs that XML forbids."""
    return _FORBIDDEN.sub("", text)


def address(url: str) -> str | None:
    """A web or mail address as a URI has it (RFC 3986); None for one that cannot be written so."""
    try:
        parts = urlsplit(url.strip())
        if parts.scheme.lower() not in ("http", "https", "mailto") or not (parts.netloc or parts.path):
            return None
        host = parts.hostname or ""
        host = host if host.isascii() else host.encode("idna").decode("ascii")
        host = f"[{host}]" if ":" in host else host
        netloc = f"{host}:{parts.port}" if parts.port else host
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() != "mailto" and not netloc:
        return None
    told = parts._replace(scheme=parts.scheme.lower(), netloc=quote(netloc, safe=":.-_[]"))
    written = quote(_STRAY_PERCENT.sub("%25", clean(told.geturl())), safe=_KEPT)
    head, mark, fragment = written.partition("#")
    for sign, code in (("[", "%5B"), ("]", "%5D")):
        head = head if "://[" in head else head.replace(sign, code)
        fragment = fragment.replace(sign, code)
    return head + mark + fragment.replace("#", "%23")


def is_language(code: str) -> bool:
    """Whether a code may stand in ``xml:lang`` (the shape of BCP 47)."""
    return _LANGUAGE.fullmatch(code) is not None

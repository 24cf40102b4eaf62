"""What is sent with every part of an original page: the wall as Chromium's own rules have it.

http and https stand in the lists because a policy is asked before a request is redirected to the archive; the
interceptor lets no request of theirs pass as it is.
"""

from __future__ import annotations

_PARTS = "archive: cid: http: https: data: blob:"
# Directive -> sources without and with the page's own scripts. What is not listed is refused.
_DIRECTIVES: tuple[tuple[str, str, str], ...] = (
    ("default-src", "'none'", "'none'"),
    ("img-src", _PARTS, _PARTS),
    ("style-src", f"{_PARTS} 'unsafe-inline'", f"{_PARTS} 'unsafe-inline'"),
    ("font-src", _PARTS, _PARTS),
    ("media-src", _PARTS, _PARTS),
    ("frame-src", _PARTS, _PARTS),
    ("object-src", _PARTS, _PARTS),
    ("script-src", "'none'", f"{_PARTS} 'unsafe-inline' 'unsafe-eval'"),
    ("connect-src", "'none'", _PARTS),
    ("worker-src", "'none'", "'none'"),
    ("manifest-src", "'none'", "'none'"),
    ("form-action", "'none'", "'none'"),
)
_PERMISSIONS = ", ".join(
    f"{name}=()"
    for name in (
        *("camera", "microphone", "geolocation", "display-capture", "clipboard-read", "clipboard-write"),
        *("serial", "hid", "midi", "fullscreen", "idle-detection", "screen-wake-lock"),
        *("publickey-credentials-get", "window-management", "local-fonts"),
    )
)


def headers(*, scripts: bool) -> dict[str, str]:
    """The headers of an answer; ``scripts``: the page's own scripts may run."""
    rules = "; ".join(f"{name} {on if scripts else off}" for name, off, on in _DIRECTIVES)
    return {
        "Content-Security-Policy": rules,
        "Permissions-Policy": _PERMISSIONS,
        "Referrer-Policy": "no-referrer",
        "X-DNS-Prefetch-Control": "off",
        # Fonts and SVG of another host of the archive.
        "Access-Control-Allow-Origin": "*",
        # Another capture of the page may have another picture under the same address.
        "Cache-Control": "no-store",
    }

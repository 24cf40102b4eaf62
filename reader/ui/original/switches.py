"""The switches with which Chromium starts: each closes a way out that its page settings leave open.

They are appended to those of the environment (QTWEBENGINE_CHROMIUM_FLAGS), which stay in force: nobody's
``--no-sandbox`` is ours. Of switches that hold a list Chromium heeds only the last, so lists are joined.
"""

from __future__ import annotations

import os
import shlex
from collections.abc import Sequence

VARIABLE = "QTWEBENGINE_CHROMIUM_FLAGS"

# (switch, value or None, what it closes)
SWITCHES: tuple[tuple[str, str | None, str], ...] = (
    ("host-resolver-rules", "MAP * ~NOTFOUND", "no name and no number leads anywhere: preconnect, DNS, NTP"),
    ("proxy-server", "http://offline.invalid:9", "connections need a proxy, and its name leads nowhere"),
    ("proxy-bypass-list", "<-loopback>", "the proxy stands before this computer's own addresses too"),
    ("force-webrtc-ip-handling-policy", "disable_non_proxied_udp", "datagrams of WebRTC (STUN, mDNS)"),
    ("dns-prefetch-disable", None, "names looked up before links are followed"),
    ("no-pings", None, "<a ping>, told to servers when a link is followed"),
    ("disable-quic", None, "HTTP/3 over datagrams"),
    ("disable-background-networking", None, "services that report or fetch by themselves"),
    ("disable-component-update", None, "parts of Chromium that fetch newer ones"),
    ("disable-domain-reliability", None, "reports of failed requests"),
    ("disable-client-side-phishing-detection", None, "lists of dangerous sites"),
    ("disable-sync", None, "accounts"),
    ("disable-breakpad", None, "reports of crashes"),
    ("no-first-run", None, "what happens at a first start"),
    ("disable-remote-playback-api", None, "screens looked for in the network"),
)
# Features of Chromium, each switched off by name.
FEATURES: tuple[tuple[str, str], ...] = (
    ("AsyncDns", "a resolver of Chromium's own"),
    ("DnsOverHttps", "names asked over HTTPS"),
    ("NetworkTimeServiceQuerying", "the time, asked of a server"),
    ("MediaRouter", "screens looked for in the network"),
    ("DialMediaRouteProvider", "the same by datagrams"),
    ("GlobalMediaControls", "players told to the desktop"),
    ("OptimizationHints", "hints fetched for pages"),
    ("Prerender2", "pages loaded before they are asked for"),
    ("WebTransport", "connections over QUIC"),
    ("FedCm", "sign-in with other sites"),
    ("WebOTP", "codes from telephones"),
    ("DirectSockets", "sockets for pages"),
    ("WebBluetooth", "devices near by"),
    ("PrivateAggregationApi", "reports for advertisers"),
    ("AttributionReportingAPI", "reports for advertisers"),
    ("Reporting", "reports of errors to servers"),
    ("NetworkErrorLogging", "reports of errors to servers"),
)
_LISTS = ("disable-features", "disable-blink-features", "enable-features", "enable-blink-features")


def appended(given: str) -> str:
    """The value of the variable with our switches behind those that somebody has given."""
    try:
        theirs = shlex.split(given)
    except ValueError:  # a quote that does not close
        theirs = given.split()
    ours = [f"--{name}" if value is None else f"--{name}={value}" for name, value, _ in SWITCHES]
    features = ",".join(name for name, _ in FEATURES)
    return " ".join(map(_quoted, _joined([*theirs, *ours, f"--disable-features={features}"])))


def append() -> None:
    """Sets the variable of this process; to be called before QtWebEngine starts. Twice does nothing more."""
    given = os.environ.get(VARIABLE, "")
    if "--proxy-bypass-list=<-loopback>" not in given:
        os.environ[VARIABLE] = appended(given)


def _joined(words: Sequence[str]) -> list[str]:
    """Each list once, with all its values, in the place of its last mention."""
    found: dict[str, str] = {}
    for word in words:
        name, equals, value = word.removeprefix("--").partition("=")
        if equals and name in _LISTS and word.startswith("--"):
            before = found.pop(f"--{name}=", "")
            found[f"--{name}="] = ",".join(part for part in (before, value) if part)
        else:
            found.pop(word, None)
            found[word] = ""
    return [name + value for name, value in found.items()]


def _quoted(word: str) -> str:
    """A switch as QtWebEngine reads it: it knows double quotes only."""
    name, equals, value = word.partition("=")
    return f'{name}="{value}"' if equals and (" " in value or '"' in value) else word

"""Starts Chromium when the first original page is asked for, or says why it cannot be started.

Chromium ends the whole process when it finds no sandbox to put pages into; so that is looked at before.
"""

from __future__ import annotations

import os
import subprocess
import sys
from functools import lru_cache

from PySide6.QtCore import QCoreApplication, Qt

from reader.translation import N_, _
from reader.ui.original import switches

# What is tried in place of the sandbox: new namespaces for users and processes, as Chromium makes them.
_TRIAL = ("unshare", "--user", "--map-root-user", "--pid", "--fork", "true")
_TRIAL_SECONDS = 10
_REASONS = {
    "missing": N_(
        "QtWebEngine, the part that shows original pages, is missing or lacks a system library ({detail}). "
        "Install PySide6-Addons and the packages that the README names."
    ),
    "root": N_(
        "Chromium, the part that shows original pages, does not run as the administrator. Start the program "
        "as an ordinary user."
    ),
    "sandbox": N_(
        "This system does not let Chromium put pages into a sandbox, and without one they are not shown. "
        "Allow unprivileged user namespaces (on Ubuntu an AppArmor profile for this program)."
    ),
    "crashed": N_(
        "The part that shows original pages has crashed on this page ({detail}). You can try it again."
    ),
}


class EngineError(Exception):
    """Original pages cannot be shown; ``code`` is a key of the reasons."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code, self.detail = code, detail

    def text(self) -> str:
        """Why, and what to do, in the current language."""
        return _(_REASONS[self.code]).format(detail=self.detail)


def prepare() -> None:
    """What must be so before the application is made; costs nothing."""
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_ShareOpenGLContexts)


@lru_cache(maxsize=1)
def start() -> None:
    """Loads QtWebEngine and registers our schemes, once. Raises EngineError."""
    switches.append()
    _look_for_sandbox(os.environ[switches.VARIABLE])
    try:
        from PySide6.QtWebEngineCore import QWebEngineUrlScheme
        from PySide6.QtWebEngineWidgets import QWebEngineView  # noqa: F401 - what it needs is missed here
    except ImportError as error:
        raise EngineError("missing", str(error)) from error
    from reader.ui.original.addresses import ARCHIVE, CONTENT_ID

    flags = QWebEngineUrlScheme.Flag
    for name, syntax in (
        (ARCHIVE, QWebEngineUrlScheme.Syntax.HostAndPort),
        (CONTENT_ID, QWebEngineUrlScheme.Syntax.Path),
    ):
        scheme = QWebEngineUrlScheme(name.encode())
        scheme.setSyntax(syntax)
        if name == ARCHIVE:
            scheme.setDefaultPort(80)
        scheme.setFlags(flags.CorsEnabled | flags.FetchApiAllowed)
        QWebEngineUrlScheme.registerScheme(scheme)


def _look_for_sandbox(flags: str) -> None:
    """Raises EngineError where Chromium would find none (Linux only)."""
    unboxed = "--no-sandbox" in flags.split() or os.environ.get("QTWEBENGINE_DISABLE_SANDBOX") == "1"
    if unboxed or not sys.platform.startswith("linux"):
        return
    if os.geteuid() == 0:
        raise EngineError("root")
    try:
        done = subprocess.run(_TRIAL, capture_output=True, timeout=_TRIAL_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return  # no such tool here: nothing is known against it
    if done.returncode:
        raise EngineError("sandbox")

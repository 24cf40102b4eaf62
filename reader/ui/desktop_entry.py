"""The program in the applications menu of a Linux desktop, and as what opens saved pages there.

Places and forms: the freedesktop.org specifications of desktop entries, icon themes and shared MIME types.
Everything goes into the user's own data folder, and out of it again.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from reader.assets import resource
from reader.errors import UnusableError

NAME = "gov-reader"
_PATIENCE = 20.0  # seconds for a program that brings the desktop's caches up to date
_QUOTED = '"`$\\'


def is_supported() -> bool:
    """Whether this is a system with such menus."""
    return sys.platform.startswith("linux")


def is_installed() -> bool:
    """Whether the program stands in the menu."""
    return _entry().is_file()


def install() -> None:
    """Puts the program into the menu. Raises UnusableError("file-unwritable")."""
    entry = resource("desktop", f"{NAME}.desktop").read_text("utf-8")
    command = " ".join(_quoted(word) for word in _command())
    lines = [_line(line, command) for line in entry.splitlines() if not line.startswith("TryExec=")]
    try:
        for path in _files():
            path.parent.mkdir(parents=True, exist_ok=True)
        _entry().write_text("\n".join(lines) + "\n", "utf-8")
        shutil.copyfile(resource("desktop", f"{NAME}-mime.xml"), _kinds())
        shutil.copyfile(resource("icons", f"{NAME}.svg"), _icon())
    except OSError as error:
        raise UnusableError(
            "file-unwritable", path=str(error.filename), reason=error.strerror or ""
        ) from error
    _refresh()


def remove() -> None:
    """Takes it out of the menu. Raises UnusableError("file-unwritable")."""
    try:
        for path in _files():
            path.unlink(missing_ok=True)
    except OSError as error:
        raise UnusableError(
            "file-unwritable", path=str(error.filename), reason=error.strerror or ""
        ) from error
    _refresh()


def _line(line: str, command: str) -> str:
    return f"Exec={command} open %F" if line.startswith("Exec=") else line


def _command() -> list[str]:
    """How the program that runs now is started."""
    if getattr(sys, "frozen", False):
        return [sys.executable]
    beside = Path(sys.executable).with_name(NAME)
    found = str(beside) if beside.is_file() else shutil.which(NAME)
    return [found] if found else [sys.executable, "-m", "reader"]


def _quoted(word: str) -> str:
    """A word of an Exec line, as the specification quotes it."""
    escaped = "".join(f"\\{sign}" if sign in _QUOTED else sign for sign in word).replace("%", "%%")
    return f'"{escaped}"' if escaped != word or " " in word else word


def _data() -> Path:
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share")


def _entry() -> Path:
    return _data() / "applications" / f"{NAME}.desktop"


def _kinds() -> Path:
    return _data() / "mime" / "packages" / f"{NAME}.xml"


def _icon() -> Path:
    return _data() / "icons" / "hicolor" / "scalable" / "apps" / f"{NAME}.svg"


def _files() -> Iterator[Path]:
    yield from (_entry(), _kinds(), _icon())


def _refresh() -> None:
    """The desktop's own caches; where their programs are missing, it looks by itself sooner or later."""
    for words in (
        ["update-mime-database", str(_data() / "mime")],
        ["update-desktop-database", str(_data() / "applications")],
    ):
        if program := shutil.which(words[0]):
            try:
                subprocess.run([program, *words[1:]], capture_output=True, timeout=_PATIENCE, check=False)
            except (OSError, subprocess.TimeoutExpired):
                continue

"""What whoever mends the program has to know of a problem, as text that the user copies and may pass on."""

from __future__ import annotations

import platform
from pathlib import Path

from PySide6.QtCore import qVersion

from reader import __version__
from reader.errors import ReaderError
from reader.messages import sentence


def system() -> str:
    """Versions of the program and of what it runs on."""
    python, below = platform.python_version(), platform.platform()
    return f"gov-reader {__version__} · Python {python} · Qt {qVersion()} · {below}"


def shareable(text: str) -> str:
    """Text without the user's name, which paths below the own folder carry."""
    home = str(Path.home())
    return text.replace(home, "~") if len(home) > 1 else text


def details(error: ReaderError) -> str:
    """The words, the code with its values and, of an error in the program, where it happened."""
    values = {name: value for name, value in error.values.items() if name != "trace"}
    told = [system(), "", sentence(error), str(type(error)(error.code, **values))]
    if trace := error.values.get("trace"):
        told += ["", str(trace).rstrip()]
    return shareable("\n".join(told)) + "\n"

"""Finds ``resources/`` and the sample ``archive/``, from the source tree or installed.

The wheel carries both as ``reader/_data/resources`` and ``reader/_data/archive``; in a source tree they stand
beside the package. Nobody else knows where they are.
"""

from __future__ import annotations

from pathlib import Path

from reader.errors import UnusableError

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    for candidate in (_PACKAGE / "_data" / name, _PACKAGE.parent / name):
        if candidate.is_dir():
            return candidate
    raise UnusableError("assets-missing", name=name)


def resource(*parts: str) -> Path:
    """The path of a file or folder below ``resources/``. Raises UnusableError when it is not there."""
    path = _folder("resources").joinpath(*parts)
    if not path.exists():
        raise UnusableError("assets-missing", name="/".join(parts))
    return path


def sample_archive() -> Path:
    """The sample archive that ships with the program."""
    return _folder("archive")

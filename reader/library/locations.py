"""Where libraries lie by default, and what the user's own configuration knows of them."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

import platformdirs

CATALOGUE = "catalogue.db"  # the file that makes a folder a library
_PROGRAM = "gov-reader"
_KEYS = "index-keys.json"
_LAST = "last-library.json"


def default_library() -> Path:
    """The library that is used when none is named."""
    return platformdirs.user_data_path(_PROGRAM, appauthor=False) / "library"


def sample_library() -> Path:
    """The library of the sample archive, apart from the user's own."""
    return platformdirs.user_data_path(_PROGRAM, appauthor=False) / "sample-library"


def is_library(folder: Path) -> bool:
    """Whether a library lies in a folder."""
    return (folder / CATALOGUE).is_file()


def last_library() -> Path | None:
    """The library that was open last, if it is still there."""
    said = _read(_config() / _LAST).get("folder")
    return Path(said) if isinstance(said, str) and is_library(Path(said)) else None


def remember_library(folder: Path) -> None:
    """Keeps a library as the one that was open last."""
    _write(_config() / _LAST, {"folder": str(folder.absolute())})


def index_key(library: Path) -> str | None:
    """The key under which the user trusts the index of the library in a folder."""
    said = _read(_config() / _KEYS).get(_name(library))
    return said if isinstance(said, str) else None


def trust_index(library: Path, key: str) -> None:
    """From now on an index in this folder is ours when it carries this key."""
    known = _read(_config() / _KEYS)
    if known.get(_name(library)) != key:
        _write(_config() / _KEYS, {**known, _name(library): key})


def private_index(library: Path, key: str) -> Path:
    """Where the index of a library is built that may only be read.

    The key comes from the library and so perhaps from somebody else: it is hashed, never part of a path.
    """
    name = blake2b(f"{_name(library)}\0{key}".encode("utf-8", "surrogateescape"), digest_size=12).hexdigest()
    return platformdirs.user_cache_path(_PROGRAM, appauthor=False) / "indexes" / name


def _config() -> Path:
    return platformdirs.user_config_path(_PROGRAM, appauthor=False)


def _name(library: Path) -> str:
    return os.path.realpath(library)


def _read(path: Path) -> dict[str, object]:
    try:
        said = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _write(path: Path, values: dict[str, object]) -> None:
    """Whole or not at all. Where it cannot be kept the program works on, only slower next time."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_text(json.dumps(values, indent=1), encoding="utf-8")
        beside.replace(path)

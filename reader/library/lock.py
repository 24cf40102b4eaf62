"""One writer for a library, across threads and processes: a file that names who writes.

A lock whose process is dead on this machine is taken over. Of another machine nothing can be known, so its
lock stands until somebody removes the file.
"""

from __future__ import annotations

import json
import os
import platform
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from reader.errors import UnusableError

_NAME = "writer.lock"


@contextmanager
def writer_lock(
    folder: Path, guard: Callable[[], AbstractContextManager[None]], purpose: str = ""
) -> Iterator[None]:
    """Holds the lock of a library inside the block; ``purpose`` is written into it.

    ``guard`` shuts out other processes for the moment in which the file is looked at and made (the
    catalogue's transaction does), so that two cannot take over the same dead lock. Raises
    UnusableError("library-busy", path=…, pid=…, host=…, lock=…) when somebody else writes.
    """
    path = folder / _NAME
    mine = {
        "pid": os.getpid(),
        "host": platform.node(),
        "started": started(os.getpid()),
        "purpose": purpose,
        "token": secrets.token_hex(8),
    }
    with guard():
        holder = _holder(path)
        if holder is not None and _alive(holder):
            raise UnusableError(
                "library-busy",
                path=str(folder),
                pid=holder.get("pid"),
                host=holder.get("host"),
                lock=str(path),
            )
        path.write_text(json.dumps(mine), encoding="utf-8")
    try:
        yield
    finally:
        if (_holder(path) or {}).get("token") == mine["token"]:
            with suppress(OSError):
                path.unlink()


def is_held(folder: Path) -> bool:
    """Whether somebody writes into the library just now, as far as can be known."""
    holder = _holder(folder / _NAME)
    return holder is not None and _alive(holder)


def is_held_here(folder: Path, purpose: str) -> bool:
    """Whether another thread of this process writes for this purpose."""
    holder = _holder(folder / _NAME) or {}
    return (
        holder.get("pid") == os.getpid()
        and holder.get("host") == platform.node()
        and holder.get("purpose") == purpose
        and _alive(holder)
    )


def _holder(path: Path) -> dict[str, object] | None:
    """What the lock file says; None when there is none, an empty answer when it cannot be understood."""
    try:
        said = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError):
        return {}
    return said if isinstance(said, dict) else {}


def _alive(holder: dict[str, object]) -> bool:
    """Whether the process that made the lock may still run. A lock is written in the guard, so half a lock
    is a dead writer's.
    """
    pid = holder.get("pid")
    if not isinstance(pid, int) or not isinstance(holder.get("host"), str):
        return False
    if holder["host"] != platform.node():
        return True
    return _runs(pid) and holder.get("started") in ("", started(pid))


def started(pid: int) -> str:
    """Tells a process from a later one of the same number; "" where the system does not say."""
    try:
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
        fields = Path(f"/proc/{pid}/stat").read_bytes().rpartition(b")")[2].split()
    except (OSError, ValueError):
        return ""
    return f"{boot}:{fields[19].decode('ascii')}" if len(fields) > 19 else ""


def _runs(pid: int) -> bool:
    if sys.platform == "win32":
        return _runs_on_windows(pid)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _runs_on_windows(pid: int) -> bool:
    """os.kill would end the process there."""
    import ctypes

    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    query, still_active = 0x1000, 259
    handle = kernel.OpenProcess(query, False, pid)
    if not handle:
        return False
    code = ctypes.c_ulong()
    known = kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return not known or code.value == still_active

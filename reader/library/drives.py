"""What can be known of the drive a folder lies on."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

_NETWORK = frozenset(
    {
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "ncpfs",
        "9p",
        "afs",
        "davfs",
        "fuse.sshfs",
        "fuse.rclone",
        "fuse.davfs2",
    }
)


def is_network(folder: Path) -> bool:
    """Whether the folder lies on another machine, where SQLite has no shared memory; False if unknown."""
    if sys.platform == "win32":
        return _is_network_on_windows(str(folder.absolute()))
    try:
        lines = Path("/proc/self/mounts").read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return False
    place, best, kind = os.path.realpath(folder), "", ""
    for line in lines:
        _, point, filesystem, *_ = line.split(" ")
        point = point.replace("\\040", " ").replace("\\011", "\t").replace("\\134", "\\")
        if len(point) >= len(best) and (place == point or place.startswith(point.rstrip("/") + "/")):
            best, kind = point, filesystem
    return kind in _NETWORK


def free_bytes(folder: Path) -> int:
    """The free space where a folder lies or will lie; 0 when it cannot be known."""
    place = folder.absolute()
    while not place.exists() and place != place.parent:
        place = place.parent
    try:
        return shutil.disk_usage(place).free
    except OSError:
        return 0


def _is_network_on_windows(folder: str) -> bool:
    import ctypes

    if folder.startswith("\\\\"):
        return True
    remote = 4
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    return int(kernel.GetDriveTypeW(os.path.splitdrive(folder)[0] + "\\")) == remote

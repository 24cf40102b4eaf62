"""The library: the one thing that both front ends talk to.

A library is a folder with a catalogue (the truth) and an index (made from it, thrown away when damaged). An
instance is used on the thread that opened it; any number of them may be open at once, one of them writing.

What only importing needs (extraction above all) is loaded with the first import: searches start at once.
"""

from __future__ import annotations

from reader.library.facade.accounts import Accounts
from reader.library.facade.archived import Archived
from reader.library.facade.asking import Asking
from reader.library.facade.connections import Connections
from reader.library.facade.setting_right import SettingRight
from reader.library.locations import (
    default_library,
    is_library,
    last_library,
    remember_library,
    sample_library,
)

__all__ = [
    "Library",
    "default_library",
    "is_library",
    "last_library",
    "remember_library",
    "sample_library",
]


class Library(SettingRight, Asking, Connections, Archived, Accounts):
    """A library in a folder, made if there is none and it may be written.

    Raises UnusableError: "library-missing" (to be read only, and not there), "library-newer",
    "library-older", "library-foreign", "library-damaged", "library-unreadable". Every writing call raises
    "library-busy" while somebody else writes, and "library-read-only" where that is not allowed.
    """

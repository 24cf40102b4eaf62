"""What the operating system says of a file, in the reader's language instead of its own."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from typing import Final

from reader.translation import N_, _

_WORDS: Final[Mapping[int, str]] = {
    errno.EACCES: N_("there is no permission for it"),
    errno.EPERM: N_("the system does not allow it"),
    errno.ENOENT: N_("there is no such file or folder"),
    errno.ENOTDIR: N_("a part of the path is not a folder"),
    errno.EISDIR: N_("it is a folder"),
    errno.EEXIST: N_("it exists already"),
    errno.ENOSPC: N_("the disk is full"),
    errno.EROFS: N_("the disk can only be read"),
    errno.ENAMETOOLONG: N_("the name is too long"),
    errno.EIO: N_("the disk reports an error"),
    errno.EBUSY: N_("it is in use"),
    errno.EMFILE: N_("too many files are open"),
    errno.ELOOP: N_("the link leads back to itself"),
    errno.ETIMEDOUT: N_("there was no answer in time"),
}
_BY_TEXT: Final[Mapping[str, str]] = {os.strerror(number): words for number, words in _WORDS.items()}


def system_words(text: str) -> str:
    """The words for an ``OSError.strerror``; any other text as it is."""
    return _(_BY_TEXT[text]) if text in _BY_TEXT else text

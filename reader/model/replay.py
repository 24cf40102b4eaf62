"""A page as it was saved, ready to be shown by a browser engine."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class OriginalPage:
    """The bytes of a page, and what a browser has to know of them.

    ``address``: where it must seem to come from, so that its relative references lead to what was saved with
    it: its own address, or a place in the archive (``library.replay_addresses``). ``charset`` is one that
    browsers know; a page in letters that they do not know comes as UTF-8.
    """

    id: str
    address: str
    url: str | None
    body: bytes
    media_type: str
    charset: str
    captured: str | None

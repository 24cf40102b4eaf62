"""What a picture is by its own bytes, and its size: formats of documents trust neither name nor server."""

from __future__ import annotations

import struct

_JPEG_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})


def kind(data: bytes) -> str | None:
    """The media type of a picture that e-books and office programs know; None for any other."""
    if data[:8] == b"\x89PNG\r\n\x1a\n":
        return "image/png"
    if data[:3] == b"\xff\xd8\xff":
        return "image/jpeg"
    if data[:6] in (b"GIF87a", b"GIF89a"):
        return "image/gif"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "image/webp"
    return None


def size(data: bytes) -> tuple[int, int] | None:
    """Width and height in pixels of a PNG, JPEG or GIF picture; None for another kind or a damaged head."""
    found = kind(data)
    try:
        if found == "image/png" and data[12:16] == b"IHDR":
            told: tuple[int, int] = struct.unpack(">II", data[16:24])
        elif found == "image/gif":
            told = struct.unpack("<HH", data[6:10])
        elif found == "image/jpeg":
            return _jpeg(data)
        else:
            return None
    except struct.error:
        return None
    return told if min(told) > 0 else None


def _jpeg(data: bytes) -> tuple[int, int] | None:
    """From the first frame header (ITU T.81, B.2.2)."""
    at = 2
    while at + 9 < len(data):
        if data[at] != 0xFF:
            return None
        marker = data[at + 1]
        if marker == 0xFF:
            at += 1
        elif marker in _JPEG_FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return (width, height) if width and height else None
        elif marker == 0x01 or 0xD0 <= marker <= 0xD8:
            at += 2
        else:
            at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None

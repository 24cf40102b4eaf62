"""Pictures are drawn from the bytes of the archive, and from nothing else."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage

from reader.model import Resource
from reader.ui.reading.pictures import decoded

DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
)


def png(width, height):
    picture = QImage(width, height, QImage.Format.Format_RGB32)
    picture.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    picture.save(buffer, "PNG")
    return Resource(bytes(buffer.data().data()), "image/png")


def drawing(inside):
    return Resource(f"{DRAWING}{inside}</svg>".encode(), "image/svg+xml")


def test_a_picture_is_read(qapp):
    picture = decoded(png(30, 20))
    assert (picture.width(), picture.height()) == (30, 20)
    assert picture.pixelColor(3, 3) == QColor("#336699")


def test_a_huge_picture_becomes_smaller(qapp):
    picture = decoded(png(4800, 600))
    assert (picture.width(), picture.height()) == (2400, 300)


@pytest.mark.parametrize("body", [b"", b"no picture", b"\x89PNG\r\n\x1a\n", b"<html></html>"])
def test_what_is_no_picture_is_none(qapp, body):
    assert decoded(Resource(body, "image/png")) is None
    assert decoded(None) is None


def test_a_drawing_of_its_own_is_drawn(qapp):
    inside = '<defs><path id="a" d="M0 0h9v9z"/></defs><use xlink:href="#a" fill="red"/>'
    assert decoded(drawing(inside)) is not None


@pytest.mark.parametrize(
    "inside",
    [
        '<image xlink:href="{file}" width="9" height="9"/>',
        "<image href='{file}' width='9' height='9'/>",
        '<image xlink:href = "file://{file}"/>',
        '<rect style="fill:url({file})"/>',
        '<image href="http://town.example/a.png"/>',
    ],
)
def test_a_drawing_that_names_a_file_is_not(qapp, tmp_path, inside):
    file = tmp_path / "a.png"
    file.write_bytes(png(9, 9).body)
    assert decoded(drawing(inside.replace("{file}", str(file)))) is None

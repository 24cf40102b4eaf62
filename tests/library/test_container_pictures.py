"""Pictures of pages that lie in one container with them: by relative name, ``cid:`` and address."""

import base64
import zipfile

import pytest

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(60))
OTHER = PNG + b"other"
TEXT = "Hội đồng nhân dân xã đã họp phiên thường kỳ và thông qua nghị quyết về ngân sách năm tới. " * 4


def page(*pictures):
    shown = "".join(f'<p><img src="{src}" width="400" height="300"></p><p>{TEXT}</p>' for src in pictures)
    return (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8">'
        "<title>Kỳ họp thứ ba của xã</title></head>"
        f"<body><h1>Kỳ họp thứ ba của xã</h1><p>{TEXT}</p>{shown}</body></html>"
    ).encode()


def message(name, picture):
    encoded = base64.encodebytes
    return b"\r\n".join(
        [
            b"Date: Thu, 3 Jun 2021 06:00:00 +0000",
            b"MIME-Version: 1.0",
            b'Content-Type: multipart/related; boundary="b"',
            b"",
            b"--b",
            b"Content-Type: text/html; charset=utf-8",
            b"Content-Transfer-Encoding: base64",
            f"Content-Location: http://xa-a.example/{name}".encode(),
            b"",
            encoded(page("cid:anh@b", "http://xa-a.example/hinh/hop.png")),
            b"--b",
            b"Content-Type: image/png",
            b"Content-Transfer-Encoding: base64",
            b"Content-ID: <anh@b>",
            b"",
            encoded(picture),
            b"--b",
            b"Content-Type: image/png",
            b"Content-Transfer-Encoding: base64",
            b"Content-Location: http://xa-a.example/hinh/hop.png",
            b"",
            encoded(picture),
            b"--b--",
            b"",
        ]
    )


@pytest.mark.parametrize("other", [False, True])
def test_pictures_of_mhtml_are_those_of_its_own_file(archive, library, run, other):
    (archive.folder / "b.mht").write_bytes(message("b", PNG))
    if other:
        (archive.folder / "a.mht").write_bytes(message("a", OTHER))
    run(library, archive.folder)
    found = library.captures("http://xa-a.example/b")[1]
    article = library.article(found[0].id)
    assert [image.src for image in article.images] == [
        "archive:cid:anh@b",
        "archive:http://xa-a.example/hinh/hop.png",
    ]
    for image in article.images:
        picture = library.picture(article.id, image.src)
        assert picture is not None
        assert (picture.body, picture.media_type) == (PNG, "image/png")


def test_pictures_beside_a_page_in_a_zip(archive, library, run):
    with zipfile.ZipFile(archive.folder / "a.zip", "w") as target:
        target.writestr("www.xa-a.example/tin/a.html", page("../hinh/hop%201.png", "/hinh/hop%201.png"))
        target.writestr("www.xa-a.example/hinh/hop 1.png", PNG)
    report = run(library, archive.folder)
    assert (report.seen, report.articles, report.other) == (1, 1, {"resource": 1})
    article = library.article(library.captures("http://www.xa-a.example/tin/a.html")[1][0].id)
    assert (article.member, article.format) == ("www.xa-a.example/tin/a.html", "zip")
    assert len(article.images) == 2
    for image in article.images:
        picture = library.picture(article.id, image.src)
        assert picture is not None
        assert picture.body == PNG
    assert library.picture(article.id, "../../../ngoai.png") is None

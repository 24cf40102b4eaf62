"""Encodings chosen by hand: tried, kept with the article, inherited by later captures, given up."""

from collections import deque

import pytest

from reader.errors import NotFoundError, UnusableError, UsageError
from reader.formats import single
from reader.model import FoundFile, SearchRequest

URL = "https://xa-a.example/tin.html"
TITLE = "Сообщение о строительстве дороги"
# In windows-1251; as Western letters it is what the page seems to be when it says so.
PAGE = """<!-- saved from url=({length:04d}){url} -->
<html><head><meta charset="{charset}"><title>{title}</title></head><body><h1>{title}</h1>
<p>Администрация района сообщает жителям, что строительство новой дороги начнётся весной. {text}</p>
<p>Просим всех жителей проявить терпение и соблюдать правила движения.</p></body></html>"""


def write(path, text="", charset="windows-1251", url=URL):
    page = PAGE.format(length=len(url), url=url, charset=charset, title=TITLE, text=text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(page.encode("windows-1251"))
    return path


def found(library, query):
    return [hit.id for hit in library.search(SearchRequest(query)).hits]


@pytest.fixture
def page(archive, library, run):
    """A page that is read right, and wrong as koi8-r; gives its id."""
    write(archive.folder / "a.html")
    run(library, archive.folder)
    (article_id,) = found(library, "")
    assert library.article(article_id).title == TITLE
    return article_id


def wrong(text):
    return text.encode("windows-1251").decode("koi8-u")


def test_trying_changes_nothing(library, page):
    before = library.article(page)
    tried = library.try_encoding(page, "KOI8-R")
    assert tried.title == wrong(TITLE)
    assert tried.encoding.chosen
    assert library.try_encoding(page, None).title == TITLE
    assert library.article(page) == before


def test_a_chosen_encoding_stays_until_it_is_given_up(library, page, archive, run, agrees):
    article = library.reread(page, "koi8-r")
    assert article.title == wrong(TITLE)
    assert (article.encoding.used, article.encoding.chosen, article.encoding.declared) == (
        "koi8-u",
        True,
        "windows-1251",
    )
    assert article.as_json()["encoding"]["chosen"] is True
    run(library, archive.folder)
    deque(library.rebuild(), maxlen=0)
    assert library.article(page) == article
    assert found(library, wrong("строительстве")) == [page]
    again = library.reread(page, None)
    assert (again.title, again.encoding.chosen) == (TITLE, False)
    run(library, archive.folder)
    assert library.article(page) == again
    assert found(library, "строительстве дороги") == [page]
    agrees(library)


def test_it_comes_back_with_an_archive_that_was_forgotten(library, page, archive, run, agrees):
    library.reread(page, "koi8-r")
    library.forget(str(archive.folder))
    with pytest.raises(NotFoundError):
        library.article(page)
    run(library, archive.folder)
    assert library.article(page).title == wrong(TITLE)
    agrees(library)


def test_it_outlives_a_new_template_of_the_site(library, page, archive, run, agrees):
    library.reread(page, "koi8-r")
    for number in range(8):
        url = f"https://xa-a.example/{number}.html"
        write(archive.folder / f"{number}.html", f"Запись номер {number}.", url=url)
    assert run(library, archive.folder).added == 8
    assert library.article(page).title == wrong(TITLE)
    agrees(library)


def test_a_later_capture_is_read_in_the_same_way(library, page, archive, run, agrees):
    library.reread(page, "koi8-r")
    write(archive.folder / "a.html", "Срок изменён.")
    assert run(library, archive.folder).updated == 1
    (new,) = set(found(library, "")) - {page}
    assert library.article(new).title == wrong(TITLE)
    assert new in found(library, wrong("изменён"))
    agrees(library)


def test_a_later_capture_with_another_encoding_of_its_own_is_not(library, page, archive, run):
    library.reread(page, "koi8-r")
    text = PAGE.format(length=len(URL), url=URL, charset="utf-8", title=TITLE, text="")
    (archive.folder / "a.html").write_text(text, "utf-8")
    run(library, archive.folder)
    (new,) = set(found(library, "")) - {page}
    assert library.article(new).title == TITLE


def test_corrections_stay_over_another_reading(library, page):
    library.correct(page, {"byline": "Иванов"})
    article = library.reread(page, "koi8-r")
    assert (article.byline, article.title) == ("Иванов", wrong(TITLE))


def test_what_cannot_be_is_said_and_changes_nothing(library, page, archive):
    before = library.article(page)
    with pytest.raises(UsageError, match="encoding-name-unknown"):
        library.reread(page, "klingon")
    with pytest.raises(UsageError, match="no-text-in-encoding"):
        library.reread(page, "utf-16")
    with pytest.raises(NotFoundError, match="article-unknown"):
        library.reread("0" * 16, "utf-8")
    archive.folder.rename(archive.folder.with_name("elsewhere"))
    with pytest.raises(UnusableError, match="page-away"):
        library.reread(page, "koi8-r")
    assert library.article(page) == before


def test_the_doubt_about_a_page_is_kept_until_somebody_decides(archive, library, run):
    body = b"<html><head><title>Notice</title></head><body><h1>Notice about the road works</h1>"
    body += b"<p>The caf\x81 \x8d\x8f na\x9dve r\x90sum\x81 ends in autumn of this year.</p>"
    (archive.folder / "b.html").write_bytes(body + b"<p>Please be patient with us.</p></body></html>")
    run(library, archive.folder)
    (article_id,) = found(library, "road works")
    article = library.article(article_id)
    assert article.encoding.doubtful
    assert library.reread(article_id, article.encoding.used).encoding.doubtful is False


def test_an_import_tells_what_letters_needed(archive, library, run):
    write(archive.folder / "a.html")
    write(archive.folder / "b.html", "Ещё.", charset="utf-8", url="https://xa-a.example/2.html")
    twice = (
        "<html><body><h1>Cuộc họp của xã</h1><p>Hội đồng nhân dân đã họp phiên thường kỳ.</p></body></html>"
    )
    (archive.folder / "c.html").write_bytes(twice.encode().decode("windows-1252", "ignore").encode())
    archive.page("d.html")
    report = run(library, archive.folder)
    assert report.formats == {"html": 4}
    assert report.repaired == {"declared-wrong": 1, "double-encoded": 1}
    assert report.doubtful == 0
    again = run(library, archive.folder)
    assert (again.formats, again.repaired) == ({}, {})


def test_one_page_is_found_without_the_others(tmp_path):
    path = write(tmp_path / "a.html")
    file = FoundFile(str(tmp_path), "a.html", path.stat().st_size, path.stat().st_mtime_ns)
    assert single.page(file, None).recorded_url == URL
    with pytest.raises(NotFoundError):
        single.page(file, "12")

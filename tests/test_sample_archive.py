"""The sample archive keeps its promises: what is in it, that it reads right, where its links lead."""

from __future__ import annotations

import os
import re
import unicodedata
from collections import Counter
from functools import cache
from html import unescape
from html.parser import HTMLParser
from urllib.parse import unquote

import pytest

from reader.assets import sample_archive
from reader.formats import embedded, registry
from reader.formats.walk import walk
from reader.model import Rejected, ResourceEntry, SavedPage
from reader.text import encoding, urls

SITES = {"vinhha.lamgiang.example", "baolamgiang.example", "sokhdt.lamgiang.example"}
OLD_SITE = "wget/www.vinhha.lamgiang.example/"  # mirrored with its links as the site wrote them
CONTAINERS = {"warc", "wacz", "mhtml"}
DEPARTMENT = "httrack/sokhdt.lamgiang.example/"


@cache
def archive():
    return unicodedata.normalize("NFC", str(sample_archive()))


@cache
def found():
    return tuple(
        entry
        for file in walk([archive()])
        for entry in ([file] if isinstance(file, Rejected) else registry.pages(file))
    )


@cache
def pages():
    """The pages whose files lie open, with what belongs to them, by their paths in the archive."""
    return {
        below(page.path): page
        for page in found()
        if isinstance(page, SavedPage) and page.format not in CONTAINERS
    }


@cache
def packed():
    """The pages inside other files."""
    return tuple(page for page in found() if isinstance(page, SavedPage) and page.format in CONTAINERS)


@cache
def text(path):
    return encoding.decode(pages()[path].body, pages()[path].charset)


def below(path):
    return unicodedata.normalize("NFC", os.path.relpath(path, archive()).replace(os.sep, "/"))


def address(page):
    return page.recorded_url or page.path_url


class References(HTMLParser):
    def __init__(self, source):
        super().__init__()
        self.links, self.parts = [], []
        self.feed(source)

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        if tag == "a" and values.get("href"):
            self.links.append(values["href"].strip())
        elif tag in ("img", "script") and values.get("src"):
            self.parts.append(values["src"].strip())
        elif tag == "link" and values.get("rel") == "stylesheet":
            self.parts.append(values["href"].strip())


def local(path, reference):
    """The file below the archive that a relative reference means; wget writes ``?`` of a query as ``@``."""
    parts = unquote(reference.split("#")[0]).replace("?", "@")
    return os.path.normpath(os.path.join(os.path.dirname(path), parts)).replace(os.sep, "/")


def test_counts():
    assert len(pages()) >= 36
    assert {urls.site(address(page)) for page in pages().values()} == SITES
    assert Counter(path.split("/")[0] for path in pages()).keys() == {
        "trinh-duyet",
        "singlefile",
        "wget",
        "httrack",
    }
    rejected = Counter((entry.kind, entry.code) for entry in found() if isinstance(entry, Rejected))
    assert rejected["failed", "not-a-page"] == 1
    assert {("other", "feed"), ("other", "robots"), ("other", "tool-file"), ("other", "resource")} < set(
        rejected
    )


def test_pages_of_crawlers_and_browsers_know_when_they_were_captured():
    assert Counter(page.format for page in packed()) == {"warc": 3, "wacz": 1, "mhtml": 1}
    for page in packed():
        assert page.recorded_url
        assert page.recorded_time < "2023", page.path
    rejected = {entry.code for entry in found() if isinstance(entry, Rejected)}
    assert {"redirect", "error-page"} <= rejected


def test_a_crawl_holds_the_pictures_and_a_document_of_its_pages():
    held = {entry.url: entry.kind for entry in found() if isinstance(entry, ResourceEntry)}
    for page in packed():
        source = encoding.decode(page.body, page.charset).text
        for picture in re.findall(r'<img src="(http[^"]+)" alt="" width="560">', source):
            assert held[picture] == "resource"
    assert held["http://sokhdt.lamgiang.example/Portals/0/VanBan/QD1024.pdf"] == "attachment"


def test_size():
    sizes = [
        os.path.getsize(os.path.join(folder, name))
        for folder, _, names in os.walk(archive())
        for name in names
    ]
    assert sum(sizes) < 3_000_000


def test_every_page_knows_its_address():
    for path, page in pages().items():
        assert address(page), path
        tool = path.split("/")[0]
        assert bool(page.recorded_url) == (tool != "wget"), path
        assert bool(page.recorded_time) == (tool in ("singlefile", "httrack")), path


def test_saved_from_comments_state_the_length_of_their_address():
    for path in pages():
        for length, url in re.findall(r"saved from url=\((\d{4})\)(\S+) -->", text(path).text):
            assert int(length) == len(url), path


def test_pages_of_a_browser_have_their_folder():
    saved = {path: page for path, page in pages().items() if path.startswith("trinh-duyet/")}
    assert len(saved) >= 10
    assert all(page.companion for page in saved.values())


def test_one_page_was_captured_twice_with_changes():
    captures = Counter(page.recorded_url for page in pages().values() if page.recorded_url)
    (twice,) = [url for url, count in captures.items() if count == 2]
    one, two = sorted(
        (page for page in pages().values() if page.recorded_url == twice), key=lambda page: page.recorded_time
    )
    assert (one.recorded_time[:10], two.recorded_time[:10]) == ("2024-03-11", "2024-03-15")
    texts = [encoding.decode(page.body).text for page in (one, two)]
    assert "thứ Năm, ngày 14/3/2024" in texts[0]
    assert "thứ Ba, ngày 19/3/2024" in texts[1]


def test_a_reprint_names_its_source_which_is_there():
    reprint = text("trinh-duyet/Ngày hội bầu cử ở Lam Giang.html").text
    source = re.search(r'Nguồn: <a href="([^"]+)"', reprint)[1]
    assert urls.key(source) in {urls.key(address(page)) for page in pages().values()}


@pytest.mark.parametrize(
    ("path", "used", "phrase"),
    [
        (OLD_SITE + "tintuc.asp@id=112", "tcvn3", "Nghị quyết số 27/2008/NQ-HĐND"),
        (OLD_SITE + "tintuc.asp@id=108", "tcvn3", "diệt chuột, mỗi đuôi chuột đổi 300 đồng"),
        ("trinh-duyet/Vinh Ha - Lam Giang.htm", "tcvn3", "Khởi công đường Bến Đò - Đồng Quan"),
        (DEPARTMENT + "baocao/fdi-6thang-2004.htm", "windows-1258", "kiến nghị Ủy ban nhân dân tỉnh"),
        (DEPARTMENT + "baocao/kehoach-2005.htm", "windows-1258", "xóa nhà tạm cho 1.250 hộ nghèo"),
        (DEPARTMENT + "Default2c9b.html", "utf-8", "الأغذية الحلال"),
        (DEPARTMENT + "Defaulte61d.html", "utf-8", "林江省欢迎食品加工企业"),
    ],
)
def test_encodings_are_read_right(path, used, phrase):
    assert text(path).encoding.used == used
    assert phrase in unescape(text(path).text)


def test_all_other_pages_are_sound_utf8_in_composed_form():
    for path, page in pages().items():
        if text(path).encoding.used == "utf-8" and "24102" not in path:
            assert page.body.decode("utf-8") == unicodedata.normalize("NFC", page.body.decode("utf-8")), path


def test_one_page_breaks_off_inside_a_letter():
    (damaged,) = [page for path, page in pages().items() if "24102" in path]
    with pytest.raises(UnicodeDecodeError):
        damaged.body.decode("utf-8")
    decoded = encoding.decode(damaged.body)
    assert decoded.encoding.used == "utf-8"
    assert "phải nung hai lần" in decoded.text


def test_pictures_and_styles_are_there():
    seen = 0
    for path, page in pages().items():
        for part in References(text(path).text).parts:
            if part.startswith("data:"):
                assert registry.read(page.path, embedded.name(part)).media_type.startswith("image/"), path
                seen += 1
            elif not urls.is_web(part):
                assert os.path.isfile(os.path.join(archive(), local(path, part))), (path, part)
                seen += 1
    assert seen > 80


def test_links_lead_to_saved_pages_or_are_missing_on_purpose():
    saved = {urls.key(address(page)) for page in (*pages().values(), *packed())}
    archived, missing, across = set(), set(), set()
    for path, page in pages().items():
        for link in References(text(path).text).links:
            if re.match(r"(?:javascript|mailto):|#", link):
                continue
            target = link
            if not urls.is_web(link):
                if local(path, link) in pages():
                    archived.add(local(path, link))
                    continue
                assert path.startswith(OLD_SITE), (path, link)
                target = urls.resolve(address(page), link)
            assert urls.host(target).endswith(".example"), (path, link)
            (archived if urls.key(target) in saved else missing).add(target)
            if urls.key(target) in saved and urls.site(target) != urls.site(address(page)):
                across.add((urls.site(address(page)), urls.site(target)))
    assert len(archived) >= 25
    assert len(missing) >= 40
    assert len(across) >= 4


def test_the_searches_of_the_welcome_page_have_something_to_find():
    words = {path: unescape(text(path).text) for path in pages()}
    assert sum("bầu cử" in body for body in words.values()) >= 6
    assert sum("Hội đồng nhân dân" in body for body in words.values()) >= 8
    headings = [
        heading
        for body in words.values()
        for heading in re.findall(r'(?:<h[12][^>]*>|tieu-de-tin"?>|class="Head">)([^<]+)', body)
    ]
    assert sum("kế hoạch" in heading.lower() for heading in headings) >= 4
    assert sum(bool(re.search(r"\b\d{1,2}[/-]0?\d{1,2}[/-]2021\b", body)) for body in words.values()) >= 8

"""A window over a small library in memory, whose import goes on until it is told to stop."""

from __future__ import annotations

import re
import threading
from collections import Counter
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from reader.errors import NotFoundError, UnusableError, UsageError
from reader.library.comparing import compare
from reader.model import (
    ArchiveRoot,
    ArticleMarks,
    Attachment,
    Backlink,
    Capture,
    ChainStep,
    FacetValue,
    Failure,
    Followed,
    Hit,
    ImportPlan,
    ImportReport,
    KwicLine,
    KwicResult,
    Link,
    LinkedFrom,
    Listed,
    MarkedArticle,
    Missing,
    Neighbours,
    PeriodCount,
    Progress,
    Related,
    RelatedEntry,
    SavedSearch,
    SearchResult,
    Source,
    Stats,
    Timeline,
    TimelineSeries,
    Wanted,
)
from reader.ui.appearance import Appearance
from reader.ui.jobs import Jobs
from reader.ui.main_window import MainWindow
from reader.ui.settings import Settings

TOWN = "http://town.example/news/"


class FakeMarks:
    """Nothing was said of any article; ``said`` has what is said from now on."""

    def __init__(self):
        self.said = []
        self.wishes = []
        self.opened = ()

    def wanted(self):
        return tuple(Wanted(url, "2026-01-02T03:04:05Z") for url in self.wishes)

    def want(self, url):
        self.wishes.append(url)

    def unwant(self, url):
        self.wishes.remove(url)

    def of(self, article_id):
        return ArticleMarks(article_id)

    def tags(self):
        return ()

    def collections(self):
        return ()

    def note_opened(self, article_id, *, read=False):
        self.said.append(("opened", article_id))
        self.opened = (article_id, *(each for each in self.opened if each != article_id))

    def recently_opened(self, limit=50):
        return tuple(_marked(each) for each in self.opened[:limit])

    def flagged(self, flag):
        return ()


def _marked(article_id):
    return MarkedArticle(article_id, f"Article {article_id}", None, "town.example", "2021-06-02", held=True)


class FakeSearches:
    """Saved searches in memory."""

    def __init__(self):
        self.kept = {}

    def all(self):
        return tuple(self.kept[name] for name in sorted(self.kept))

    def save(self, name, request):
        if not name.strip():
            raise UsageError("name-empty")
        self.put_back(SavedSearch(name.strip(), request))
        return self.kept[name.strip()]

    def put_back(self, saved):
        self.kept[saved.name] = saved

    def rename(self, old, new):
        if new in self.kept:
            raise UsageError("search-exists", name=new)
        self.put_back(replace(self.kept.pop(old), name=new))
        return new

    def delete(self, name):
        del self.kept[name]


class FakeLibrary:
    """Four articles that link to each other; ``calls`` has what was asked, ``gate`` holds an import back."""

    def __init__(self, articles, folder):
        self.articles = {article.id: article for article in articles}
        self.folder = folder
        self.read_only = False
        self.needs_repair = False
        self.remark = None
        self.calls = []
        self.marks = FakeMarks()
        self.doubtful = {}  # addresses that may mean several articles
        self.documents = {}  # Resources by address
        self.searches = FakeSearches()
        self.gate = threading.Event()
        self.slow = threading.Event()
        self.slow.set()
        self.closed = threading.Event()
        self.failed = [Failure("/archive/bad.html", None, "file-empty", "", "2026-01-02T03:04:05Z")]
        self.roots = [ArchiveRoot("/archive", "present", 4, 4000)]

    def keep_safe(self):
        """Nothing to be kept."""

    def close(self):
        self.closed.set()

    def search(self, request):
        self.calls.append(request)
        found = [each for each in self.articles.values() if request.query.lower() in each.title.lower()]
        if request.site:
            found = [each for each in found if each.site in request.site]
        hits = tuple(self._hit(each) for each in found)
        page = hits[request.offset : request.offset + request.limit]
        facets = {"site": (FacetValue("town.example", len(hits)),), "year": (FacetValue("2021", len(hits)),)}
        more = request.offset + len(page) < len(hits)
        return SearchResult(
            request.query, len(hits), 1.5, page, facets if request.facets else None, more=more
        )

    def every(self, request):
        return [hit.id for hit in self.search(replace(request, limit=1000)).hits]

    def saving_tool(self, _article_id):
        return None

    def holdings(self, _article_id, *, pictures=True):
        return ()

    def copies(self, hit, request):
        self.calls.append((hit.id, request))
        return tuple(self._hit(self.articles[each]) for each in hit.copies)

    def _hit(self, article, copies=()):
        facts = (article.url, article.site, article.date, article.captured, None, article.text, 1.0)
        return Hit(article.id, article.title, *facts, copies)

    def kwic_steps(self, request, *, width, sort="left"):
        self.calls.append(request)
        lines = []
        for done, each in enumerate(self.articles.values()):
            yield Progress("kwic", done, len(self.articles))
            self.slow.wait(5)
            for match in re.finditer(request.query, each.text, re.IGNORECASE):
                start, end = match.span()
                parts = each.text[:start], match.group(), each.text[end:]
                lines.append(KwicLine(each.id, each.title, each.date, *parts, start, end))
        found = KwicResult(request.query, len(lines), tuple(lines), len({line.id for line in lines}))
        yield Progress("done", 1, 1, found=found)

    def kwic_arranged(self, result, *, sort, containing=""):
        lines = [line for line in result.lines if containing in line.left + line.match + line.right]
        lines = tuple(sorted(lines, key=lambda line: getattr(line, sort)))
        return replace(result, lines=lines, total=len(lines), articles=len({line.id for line in lines}))

    def timeline(self, queries, *, by="month", within=None):
        self.calls.append((list(queries), by, within))
        size = 4 if by == "year" else 7
        series = []
        for query in queries:
            found = [each for each in self.articles.values() if query.lower() in each.title.lower()]
            counts = Counter(each.date[:size] for each in found if each.date)
            series.append(
                TimelineSeries(query, _counted(counts), counts.total(), len(found) - counts.total())
            )
        everything = Counter(each.date[:size] for each in self.articles.values() if each.date)
        return Timeline(by, tuple(series), _counted(everything))

    def complete(self, prefix, limit):
        return tuple(each.title for each in self.articles.values() if prefix in each.title)[:limit]

    def article(self, article_id):
        try:
            return self.articles[article_id]
        except KeyError:
            raise NotFoundError("article-unknown", id=article_id) from None

    def statuses(self, article_id, as_of=None):
        article = self.article(article_id)
        return {link.url: self.follow(article_id, link.url, as_of) for link in article.links}

    def follow(self, _article_id, url, as_of=None):
        if url in self.doubtful:
            return Followed("missing", None, url, None, self.doubtful[url])
        for each in self.articles.values():
            if each.url == url:
                return Followed("archived", each.id, url, each.captured)
        return Followed("missing", None, url, None)

    def captures(self, url):
        same = self.page_of(url)
        if not same:
            raise NotFoundError("address-unknown", url=url)
        return same[0].url, tuple(self.capture(each) for each in same)

    def page_of(self, name):
        """The articles of one page, by its address or the id of one of them, oldest first."""
        url = self.articles[name].url if name in self.articles else name
        same = [each for each in self.articles.values() if each.url == url]
        return sorted(same, key=lambda each: each.captured)

    def capture(self, article):
        return Capture(article.id, article.captured, "comment", article.path, None, article.sha256)

    def neighbours(self, article_id):
        same = self.page_of(article_id)
        at = [each.id for each in same].index(article_id)
        before = self.capture(same[at - 1]) if at else None
        behind = self.capture(same[at + 1]) if at + 1 < len(same) else None
        return Neighbours(before, behind, at + 1, len(same))

    def source_chain(self, article_id, as_of=None):
        steps, article = [], self.article(article_id)
        while article is not None and len(steps) < 4:
            told = (article.url, article.title, article.site, article.date, article.captured)
            steps.append(ChainStep(article.id, *told, "archived"))
            found = self.follow(article.id, article.source.url) if article.source else None
            article = self.articles.get(found.id) if found else None
        return tuple(steps)

    def backlinks(self, article_id, offset=0, limit=100):
        return LinkedFrom((), 0)

    def attachment(self, article_id, url):
        return self.documents.get(url)

    def archived_attachments(self, article_id):
        return frozenset(self.documents)

    def diff(self, a_id, b_id):
        return compare(self.article(a_id), self.article(b_id))

    def missing(self, url):
        return Missing(url, (), (Backlink("1" * 16, "First", TOWN + "1", "body", "2021-06-01"),))

    def related(self, article_id, as_of=None):
        listed = (RelatedEntry("Second", "2021-06-02", TOWN + "2", "archived", "2" * 16),)
        return Related(listed if article_id == "1" * 16 else (), (), (), (), ())

    def spans(self, text, query, *, together=False):
        start = text.lower().find(query.lower())
        return [(start, start + len(query))] if start >= 0 else []

    def picture(self, _article_id, _source):
        return None

    def stats(self):
        count = len(self.articles)
        return Stats(count, count, count, (), (), (), 1, 0, 0, 0, None, None)

    def failures(self):
        return tuple(self.failed)

    def archives(self):
        return tuple(self.roots)

    def plan_import(self, paths):
        if any("absent" in path for path in paths):
            raise UnusableError("path-missing", path=paths[0])
        return ImportPlan(12, 4000, 2.0, 1000, 10**9)

    def import_paths(self, paths, *, jobs=None):
        self.calls.append(list(paths))
        done = 0
        while not self.gate.is_set():
            done += 1
            yield Progress("read", done, 1000, 80.0, 12.0, "page.html")
            self.gate.wait(0.005)
        yield Progress("done", 12, 12, report=ImportReport(files=12, seen=12, added=12, articles=12))

    def rebuild(self):
        yield Progress("index", 1, 1)

    repair = rebuild

    def relocate(self, old, new):
        self.roots = [replace(root, root=new) if root.root == old else root for root in self.roots]
        return 4

    def articles_in(self, path, most):
        return tuple(each.id for each in self.articles.values() if each.path == path)[:most]

    def forget(self, path):
        self.roots = [root for root in self.roots if root.root != path]
        return 4


def _counted(counts):
    return tuple(PeriodCount(period, counts[period]) for period in sorted(counts))


@pytest.fixture
def articles(samples):
    first = samples.article(
        id="1" * 16,
        url=TOWN + "1",
        title="First: the flood",
        text="The flood came.",
        html=f'<p>The flood came. <a href="archive:{TOWN}2">Second</a></p>'
        f'<p><a href="archive:{TOWN}9">gone</a></p>'
        '<p><img src="picture.png" alt="A bridge"></p>',
        source=Source("Other paper", TOWN + "3"),
        links=(Link("Second", TOWN + "2", "body"), Link("gone", TOWN + "9", "body")),
        related=(Listed("Second", TOWN + "2", "2021-06-02"),),
        documents=("126/NQ-CP",),
        attachments=(Attachment("List", TOWN + "list.pdf"),),
    )
    long = "".join(f"<p>Paragraph {number} of the second article.</p>" for number in range(200))
    second = samples.article(
        id="2" * 16, url=TOWN + "2", title="Second: the bridge", text="The bridge.", html=long
    )
    third = samples.article(id="3" * 16, url=TOWN + "3", title="Third: the election")
    fourth = samples.article(id="4" * 16, url=TOWN + "4", title="Fourth: the flood again")
    return [first, second, third, fourth]


@pytest.fixture
def fake(articles, tmp_path):
    return FakeLibrary(articles, tmp_path / "library")


@pytest.fixture
def settings(tmp_path):
    store = QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)
    return Settings(store)


@pytest.fixture
def make_window(qtbot, settings, fake):
    """Makes a window on the fake library, shown and filled; all threads have ended when the test has."""

    def make(folder: Path | None = None):
        application = QApplication.instance()
        appearance = Appearance(application, settings)
        appearance.apply()
        jobs = Jobs(lambda: fake, application)
        window = MainWindow(folder or fake.folder, jobs, settings, appearance)
        appearance.setParent(window)
        qtbot.addWidget(window, before_close_func=partial(_end, fake))
        window.resize(1200, 800)
        window.show()
        with qtbot.waitSignals([window.search.answered, window.library.counted], timeout=5000):
            window.begin([])
        return window

    return make


def _end(fake, window):
    """However the test went: no thread outlives its window."""
    fake.gate.set()
    fake.slow.set()
    window.jobs.close()


@pytest.fixture
def window(make_window):
    return make_window()

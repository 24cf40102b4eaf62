"""``extract``: articles of saved pages without a library.

What repeats across a site's pages is learnt from the pages given, so a page may have to be read twice. The
first reading, with what the pages before have in common (``guesses``), goes to a temporary file, and only
pages whose article may then change are read again: memory stays small however many pages there are. The order
of the lines is that of the files, whatever the workers do.
"""

from __future__ import annotations

import json
import os
import tempfile
from argparse import Namespace
from collections import defaultdict
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import BinaryIO

from reader.cli.copies import Copies
from reader.cli.pages import Line, Task, copied, error_line, read
from reader.cli.progress import ProgressLine
from reader.cli.terminal import Terminal, one_line
from reader.extract.templates import affects, learn
from reader.formats.walk import walk
from reader.library.workers import Crew, WorkerDied, default_jobs
from reader.messages import failure_sentence
from reader.model import Fingerprint, FoundFile, Progress, Rejected, SiteTemplate
from reader.translation import _, format_date

# So few files are read in this process: starting others would take longer.
_FEW_FILES, _FEW_BYTES = 60, 4 * 2**20
_LEAST_JOBS = 2
_DEATHS = {"crash": "page-crashed-reader", "slow": "page-too-slow"}


@dataclass(slots=True)
class _Kept:
    """A line in the temporary file. ``original``: that of the page of which this one is a copy."""

    number: int
    offset: int
    size: int
    fingerprint: Fingerprint | None
    repeated: frozenset[int]
    failed: bool
    original: _Kept | None = None


@dataclass(slots=True)
class _Read:
    """What the first reading leaves of a file."""

    found: FoundFile | Rejected
    lines: list[_Kept] = field(default_factory=list)


def extract(args: Namespace, terminal: Terminal) -> int:
    """Prints a line for every page; 1 when a page could not be read or nothing was there to read."""
    found = walk(args.paths)
    first = list(islice(found, _FEW_FILES + 1))
    jobs = args.jobs or (1 if _are_few(first) else max(_LEAST_JOBS, default_jobs()))
    progress = ProgressLine(terminal)
    articles, others, failed = 0, 0, 0
    with tempfile.TemporaryFile(prefix="gov-reader-") as store, Crew(read, jobs) as crew:
        files = _read_all(chain(first, found), crew, store, progress)
        with closing(_final(files, crew, store, progress)) as lines:
            for line in lines:
                progress.clear()
                _print(line, args.json, terminal)
                articles += line.fingerprint is not None
                others += line.fingerprint is None
                failed += line.failed
    if not articles and not others:
        terminal.note(_("Nothing here could be read as an article."))
    return 1 if failed or not articles else 0


def _are_few(first: Sequence[FoundFile | Rejected]) -> bool:
    size = sum(each.size for each in first if isinstance(each, FoundFile))
    return len(first) <= _FEW_FILES and size <= _FEW_BYTES


def _read_all(
    found: Iterator[FoundFile | Rejected], crew: Crew[Task, Line], store: BinaryIO, progress: ProgressLine
) -> list[_Read]:
    """The first reading, without templates."""
    files: list[_Read] = []
    known = Copies()
    originals: dict[bytes, _Kept] = {}

    def tasks() -> Iterator[Task]:
        for each in found:
            files.append(_Read(each))
            yield Task(each, known=known.known(each))

    with closing(crew.run(tasks())) as answers:
        for place, answer in answers:
            file = files[place]
            line = _end_of(file, answer) if isinstance(answer, WorkerDied) else answer
            kept = _Kept(
                line.number,
                store.tell(),
                len(line.packed),
                line.fingerprint,
                line.repeated,
                line.failed,
                originals[line.key] if line.copy else None,
            )
            file.lines.append(kept)
            store.write(line.packed)
            if line.key and originals.setdefault(line.key, kept) is kept:
                known.add(file.found, line.key)
            progress.show(Progress("read", place + 1, None))
    progress.clear()
    return files


def _final(
    files: list[_Read], crew: Crew[Task, Line], store: BinaryIO, progress: ProgressLine
) -> Generator[Line, None, None]:
    """All lines in order; pages that the template of their site changes are read again."""
    templates = _learn(files)
    changed = {place: wanted for place, file in enumerate(files) if (wanted := _affected(file, templates))}
    places = list(changed)
    tasks = [Task(files[place].found, changed[place]) for place in places]
    with closing(crew.run(tasks)) as answers:
        waiting = next(answers, None)
        for place, file in enumerate(files):
            fresh: dict[int, Line] = {}
            while waiting is not None and places[waiting[0]] == place:
                if isinstance(waiting[1], Line):
                    fresh[waiting[1].number] = waiting[1]
                waiting = next(answers, None)
            for kept in file.lines:
                if kept.number in fresh:
                    _put_instead(kept, fresh[kept.number], store)
                yield _stored(kept, store)
            progress.show(Progress("reread", place + 1, len(files)))


def _learn(files: list[_Read]) -> dict[str, SiteTemplate]:
    by_site: dict[str, list[Fingerprint]] = defaultdict(list)
    for file in files:
        for kept in file.lines:
            if kept.fingerprint is not None and kept.fingerprint.site:
                by_site[kept.fingerprint.site].append(kept.fingerprint)
    learnt = ((site, learn(fingerprints)) for site, fingerprints in by_site.items())
    return {site: template for site, template in learnt if template is not None}


def _affected(file: _Read, templates: dict[str, SiteTemplate]) -> dict[int, SiteTemplate | None]:
    """The templates of the pages of a file whose article they may change, by the page's number."""
    changed: dict[int, SiteTemplate | None] = {}
    for kept in file.lines:
        if kept.fingerprint is not None:
            site = kept.fingerprint.site or ""
            template = templates.get(site)
            if affects(kept.fingerprint, SiteTemplate(site, 0, kept.repeated), template):
                changed[kept.number] = template
    return changed


def _put_instead(kept: _Kept, line: Line, store: BinaryIO) -> None:
    """A line in place of the stored one, for the page and for its copies."""
    kept.offset, kept.size = store.seek(0, os.SEEK_END), len(line.packed)
    store.write(line.packed)


def _stored(kept: _Kept, store: BinaryIO) -> Line:
    store.seek(kept.offset)
    packed = store.read(kept.size)
    if kept.original is not None:
        return copied(_stored(kept.original, store), Line(kept.number, packed))
    return Line(kept.number, packed, kept.fingerprint, kept.repeated, kept.failed)


def _end_of(file: _Read, died: WorkerDied) -> Line:
    """The line for the rest of a file that its worker did not survive."""
    found = file.found
    path = found.absolute if isinstance(found, FoundFile) else found.path
    return error_line(len(file.lines), Rejected(path, None, "failed", _DEATHS[died.reason], died.detail))


def _print(line: Line, as_json: bool, terminal: Terminal) -> None:
    if as_json:
        terminal.document(line.text)
        return
    shape = json.loads(line.text)
    place = one_line(shape["path"]) + (f" › {one_line(shape['member'])}" if shape["member"] else "")
    if line.fingerprint is None:
        error = shape["error"]
        terminal.line(f"{place}: {one_line(failure_sentence(error['code'], error['detail']))}")
        return
    terminal.line(terminal.bold(one_line(shape["title"]) or _("(no title)")))
    facts = (format_date(shape["date"] or ""), one_line(shape["site"]), place)
    terminal.line("  " + terminal.dim(" · ".join(fact for fact in facts if fact)))

"""``tag``, ``note``, ``backup`` and ``restore``: what somebody says of articles, and a copy of it."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from reader.cli.opening import library
from reader.cli.terminal import Terminal, one_line, printable
from reader.export.writing import refuse_inside
from reader.messages import failure_sentence
from reader.model import ArticleMarks
from reader.translation import _, format_date, format_number, ngettext


def tag(args: Namespace, terminal: Terminal) -> int:
    """Puts a tag on an article or takes it off; without a name, lists the tags of the article."""
    with library(args, terminal, write=args.name is not None, repair=False) as opened:
        if args.name is not None and args.remove:
            opened.marks.untag(args.id, args.name)
        elif args.name is not None:
            opened.marks.tag(args.id, args.name)
        marks = opened.marks.of(args.id)
    if args.json:
        terminal.json(marks.as_json())
    else:
        for each in marks.tags:
            terminal.line(one_line(each.name) + _elsewhere(each.made_on, args.id, terminal))
    return 0


def note(args: Namespace, terminal: Terminal) -> int:
    """Keeps a note on an article, an empty one takes it away; without a text, shows the notes."""
    with library(args, terminal, write=args.text is not None, repair=False) as opened:
        if args.text is not None:
            opened.marks.write_note(args.id, args.text)
        marks = opened.marks.of(args.id)
    if args.json:
        terminal.json(marks.as_json())
    else:
        _print_notes(marks, terminal)
    return 0


def backup(args: Namespace, terminal: Terminal) -> int:
    """Writes notes, tags, highlights, collections and corrections into one readable file."""
    with library(args, terminal) as opened:
        target = Path(args.file)
        refuse_inside(target, [archive.root for archive in opened.archives()])
        count = opened.backup(target, force=args.force)
    told = ngettext("{count} entry written to {path}", "{count} entries written to {path}", count)
    terminal.note(told.format(count=format_number(count), path=args.file))
    return 0


def restore(args: Namespace, terminal: Terminal) -> int:
    """Takes up what a backup says; 1 when some of its lines could not be used."""
    with library(args, terminal, write=True) as opened:
        done = opened.restore(Path(args.file))
    if args.json:
        terminal.json(done.as_json())
    else:
        told = ngettext("{count} entry restored", "{count} entries restored", done.restored)
        terminal.line(told.format(count=format_number(done.restored)))
        if done.older:
            terminal.line(
                _("{count} left as they are: the library has newer ones").format(
                    count=format_number(done.older)
                )
            )
        for each in done.bad:
            terminal.note(
                _("Line {line}: {reason}").format(line=each.line, reason=failure_sentence(each.code))
            )
    return 1 if done.bad else 0


def _print_notes(marks: ArticleMarks, terminal: Terminal) -> None:
    for at, each in enumerate(marks.notes):
        if at:
            terminal.line()
        where = _elsewhere(each.made_on, marks.id, terminal)
        terminal.line(terminal.dim(format_date(each.changed[:10])) + where)
        for line in printable(each.text).split("\n"):
            terminal.paragraph(line)


def _elsewhere(made_on: str, article_id: str, terminal: Terminal) -> str:
    """That a mark was made on another capture of the page."""
    if made_on == article_id:
        return ""
    return terminal.dim(" · " + _("made on another capture, {id}").format(id=made_on))

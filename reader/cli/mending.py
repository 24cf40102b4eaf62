"""``reread`` and ``correct``: what somebody knows better than the program, said of one article."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable

from reader.cli.opening import library
from reader.cli.terminal import Terminal, one_line, printable
from reader.errors import UsageError
from reader.explanations import (
    correction_sentence,
    encoding_choices,
    extracted_sentence,
    field_label,
    origin_sentence,
    value_words,
)
from reader.export.citation import letters_line
from reader.model import Article, Explained
from reader.translation import _

_SHOWN = 3  # paragraphs of a page that was read again


def reread(args: Namespace, terminal: Terminal) -> int:
    """Reads an article with another encoding, for good or, with ``--try``, only to show it."""
    if args.list:
        _list_encodings(args, terminal)
        return 0
    if args.id is None:
        raise UsageError("article-missing")
    if bool(args.encoding) == args.auto:
        raise UsageError("encoding-or-auto")
    label = args.encoding or None
    with library(args, terminal, write=not getattr(args, "try")) as opened:
        if getattr(args, "try"):
            article = opened.try_encoding(args.id, label)
        else:
            article = opened.reread(args.id, label)
    if args.json:
        terminal.json(article.as_json())
    else:
        _print_reading(article, terminal)
    return 0


def correct(args: Namespace, terminal: Terminal) -> int:
    """Sets a field by hand, takes that back, or, without a field, tells where the values come from."""
    changes = args.undo or args.field is not None
    if changes and args.undo == (args.value is not None):
        raise UsageError("value-or-undo")
    with library(args, terminal, write=changes) as opened:
        if args.undo:
            opened.undo_corrections(args.id, args.field)
        elif changes:
            opened.correct(args.id, {args.field: _given(args)})
        told = opened.why(args.id)
    if args.json:
        terminal.json({"id": args.id, "fields": [each.as_json() for each in told]})
    else:
        _print_why(_about(told, args), args.id, terminal)
    return 0


def _given(args: Namespace) -> str:
    """The value that was given; of a text, "-" stands for what comes on standard input."""
    if args.field == "text" and args.value == "-":
        return sys.stdin.buffer.read().decode("utf-8-sig", "replace")
    value: str = args.value
    return value


def _about(told: Iterable[Explained], args: Namespace) -> list[Explained]:
    """The field that was asked for, or all."""
    return [each for each in told if args.field in (None, each.field)]


def _print_why(told: Iterable[Explained], article_id: str, terminal: Terminal) -> None:
    rows = list(told)
    widest = max((len(field_label(each.field)) for each in rows), default=0)
    for each in rows:
        value = value_words(each.field, each.value) if each.value else ""
        origin = origin_sentence(each)
        if each.correction is not None:
            by_hand = correction_sentence(each.correction, article_id)
            origin = f"{by_hand}; {extracted_sentence(each.correction)}"
        label = terminal.dim(field_label(each.field).ljust(widest))
        terminal.line(f"{label}  {one_line(value)}" if value else f"{label}  {one_line(origin)}")
        if value:
            terminal.paragraph(terminal.dim(one_line(origin)), " " * (widest + 2))


def _print_reading(article: Article, terminal: Terminal) -> None:
    told = letters_line(article.encoding) or article.encoding.used
    terminal.line(terminal.bold(one_line(article.title) or _("(no title)")))
    terminal.line(terminal.dim(_("Letters read as {encoding}").format(encoding=one_line(told))))
    for paragraph in printable(article.text).split("\n\n")[:_SHOWN]:
        terminal.line()
        for line in paragraph.split("\n"):
            terminal.paragraph(line)


def _list_encodings(args: Namespace, terminal: Terminal) -> None:
    choices = encoding_choices()
    if args.json:
        terminal.json({"encodings": [{"name": name, "words": words} for name, words in choices]})
        return
    widest = max(len(name) for name, _words in choices)
    for name, words in choices:
        terminal.line(f"{name.ljust(widest)}  {words}")

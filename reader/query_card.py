"""The query language on one card: the same examples for the window, the guide and the command line."""

from __future__ import annotations

import textwrap

from reader.translation import N_, _

# Groups of (what to type, what it finds); the examples stay as they are in every language.
CARD: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    (
        N_("Words"),
        (
            ("bầu cử hội đồng", N_("articles with all of these words, in any order")),
            ("bau cu", N_("typed without marks, words are found with every mark: bầu cử, bâu cú …")),
            ('"hội đồng nhân dân"', N_("these words side by side")),
            ('"ủy ban"~5', N_("these words, with up to five others between them")),
            ("thuế NEAR/5 phí", N_("one within five words of the other, whichever comes first")),
            ("chuy*", N_("every word that begins like this")),
            ("th?ế", N_("any one letter in place of ?")),
            ("nghiem~", N_("words that differ by a letter or two")),
        ),
    ),
    (
        N_("Joined"),
        (
            ("lũ OR lụt", N_("one or the other")),
            ("vaccine -covid", N_("the first word, but not the second")),
            (
                "+lũ bão đê kè mưa sông nước",
                N_("of many words this one must be there; AND binds in the same way"),
            ),
            ("(lũ OR lụt) -bão", N_("brackets bind parts of a query together")),
        ),
    ),
    (
        N_("In one field"),
        (
            ('title:"kế hoạch"', N_("in the title; a word alone needs no quotation marks")),
            ("site:haiduong.gov.vn", N_("pages of a site and of its subdomains")),
            ("source:baohaiduong.vn", N_("articles that name this source")),
            ("author:biên", N_("a word of the name of the author")),
            ('section:"tin tức"', N_("a part of the path that the page shows above its title")),
            ("docno:126/NQ-CP", N_("articles that name this official document")),
            ("lang:vi", N_("articles in a language; likewise format:warc, tag:name")),
            ("url:tin-tuc", N_("a part of the address")),
            (
                "has:tables",
                N_("with tables; likewise images, attachments, source, notes, highlights, tags"),
            ),
            ("is:starred", N_("what you have starred; likewise is:to-read, is:read, is:unread")),
            ("note:trích", N_("with this word in a note or comment of yours")),
            ("linksto:baohaiduong.vn/tin", N_("articles that link to this address")),
        ),
    ),
    (
        N_("When"),
        (
            ("date:2021", N_("of a year; likewise date:2021-05 and date:25/12/2021")),
            ("date:2021-05..2021-06", N_("between two months or days, both included")),
            ("date:..2015", N_("until then; date:2015.. is from then on")),
            ("captured:2022-03", N_("when the page was saved")),
        ),
    ),
)
NOTES: tuple[str, ...] = (
    N_("Capital and small letters are the same. Old and new ways of placing a mark (hoà, hòa) are the same."),
    N_("From seven words on, articles with more of the words come first; an article need not have all."),
    N_("With an empty box, all articles are listed, newest first."),
    N_("What is not understood is reported; the rest is searched for."),
)
_COLUMN, _WIDTH = 30, 96  # signs


def as_text() -> str:
    """The card for a terminal."""
    lines = [_("The query language:")]
    for title, rows in CARD:
        lines += ["", f"  {_(title)}"]
        for example, meaning in rows:
            lines += _row(example, _(meaning))
    for note in NOTES:
        lines += ["", *_wrapped(_(note), 2)]
    return "\n".join(lines)


def _row(example: str, meaning: str) -> list[str]:
    told = _wrapped(meaning, _COLUMN)
    head = f"    {example}"
    if len(head) < _COLUMN - 1:
        return [head.ljust(_COLUMN) + told[0].lstrip(), *told[1:]]
    return [head, *told]


def _wrapped(text: str, indent: int) -> list[str]:
    blank = " " * indent
    return textwrap.wrap(text, _WIDTH, initial_indent=blank, subsequent_indent=blank)

"""``show``, ``related``, ``follow``, ``captures``: one article and what leads away from it."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterable, Sequence

from reader.cli.opening import library
from reader.cli.terminal import Terminal, one_line, printable
from reader.errors import UsageError
from reader.export.citation import provenance
from reader.messages import SIGNS, kind_words, reason_sentence, state_word
from reader.model import Article, Capture, ChainStep, Followed, Related, RelatedEntry, readable_path
from reader.translation import _, format_date, format_moment, format_number


def show(args: Namespace, terminal: Terminal) -> int:
    """Prints an article: as JSON, its text alone, or as a page to read."""
    if args.json and args.text:
        raise UsageError("options-clash", one="--json", two="--text")
    with library(args, terminal) as opened:
        article = opened.article(args.id)
        is_page = not (args.json or args.text)
        chain = opened.source_chain(args.id) if is_page else ()
        tool = opened.saving_tool(args.id) if is_page else None
    if args.json:
        terminal.json(article.as_json())
    elif args.text:
        terminal.line(printable(article.text))
    else:
        _print_article(article, tool, terminal)
        _print_chain(chain, terminal)
    return 0


def related(args: Namespace, terminal: Terminal) -> int:
    """Prints what belongs with an article: the page's own list first, then what was computed."""
    with library(args, terminal) as opened:
        found = opened.related(args.id)
    if args.json:
        terminal.json(related_json(found))
    else:
        _print_related(found, terminal)
    return 0


def follow(args: Namespace, terminal: Terminal) -> int:
    """Prints where a link leads; 1 when that is not in the archive."""
    if args.source == (args.url is not None):
        raise UsageError("link-or-source")
    with library(args, terminal) as opened:
        followed = opened.follow_source(args.id) if args.source else opened.follow(args.id, args.url)
        title = opened.article(followed.id).title if followed.id and not args.json else None
    if args.json:
        terminal.json(followed.as_json())
    else:
        _print_followed(followed, title, terminal)
    return 1 if followed.status == "missing" else 0


def captures(args: Namespace, terminal: Terminal) -> int:
    """Prints the captures of a page, oldest first."""
    with library(args, terminal) as opened:
        url, found = opened.captures(args.page)
    if args.json:
        terminal.json({"url": url, "captures": [capture_json(each) for each in found]})
        return 0
    terminal.line(terminal.bold(one_line(url) or _("(no address)")))
    for each in found:
        terminal.line(f"  {_time(each.captured)}  {each.id}  {_place(each)}")
    return 0


# ---- JSON of the contract -------------------------------------------------------------------------


def related_json(found: Related) -> dict[str, object]:
    """The shape ``related`` of the contract, with the page's notices beside."""
    return {
        "listed": [entry.as_json() for entry in found.listed],
        "notices": [entry.as_json() for entry in found.notices],
        "similar": [
            {
                "id": each.id,
                "title": each.title,
                "score": round(each.score, 4),
                "reasons": [{"code": reason.code, "values": list(reason.values)} for reason in each.reasons],
            }
            for each in found.similar
        ],
        "linked_from": [each.as_json() for each in found.linked_from],
        "captures": [
            {"id": each.id, "captured": each.captured, "same_text": each.same_text} for each in found.captures
        ],
    }


def capture_json(capture: Capture) -> dict[str, object]:
    """An entry of the shape ``captures`` of the contract."""
    return {
        "id": capture.id,
        "captured": capture.captured,
        "captured_from": capture.captured_from,
        "path": readable_path(capture.path),
        "member": capture.member,
        "sha256": capture.sha256,
    }


# ---- for people -----------------------------------------------------------------------------------


def _print_article(article: Article, tool: str | None, terminal: Terminal) -> None:
    if article.section:
        terminal.line(terminal.dim(" › ".join(one_line(part) for part in article.section)))
    terminal.paragraph(terminal.bold(one_line(article.title) or _("(no title)")))
    date = format_date(article.date) if article.date else ""
    facts = (one_line(article.byline), date, one_line(article.site))
    told = " · ".join(fact for fact in facts if fact)
    if told:
        terminal.line(terminal.dim(told))
    for paragraph in printable(article.text).split("\n\n"):
        terminal.line()
        for line in paragraph.split("\n"):
            terminal.paragraph(line)
    terminal.line()
    rows = provenance(article, tool)
    widest = max(len(label) for label, _value in rows)
    for label, value in rows:
        terminal.line(f"{terminal.dim(label.ljust(widest))}  {one_line(value)}")


def _print_chain(chain: Sequence[ChainStep], terminal: Terminal) -> None:
    """From where the article has its text, as far back as the archive knows."""
    if len(chain) < 2:
        return
    terminal.line()
    terminal.line(terminal.bold(_("Where the text comes from")))
    for step in chain[1:]:
        how = _("named as the source") if step.via == "source" else _("the same text, not younger")
        doubt = _("several may be meant") if step.candidates else ""
        day = format_date(step.date) if step.date else ""
        name = one_line(step.title or step.url or step.said) or _("(no title)")
        terminal.paragraph(f"{SIGNS[step.status]} {name}", "  ")
        targets = [step.id] if step.id else step.candidates
        facts = (how, doubt, one_line(step.site), day, " ".join(target or "" for target in targets))
        terminal.line("    " + terminal.dim(" · ".join(fact for fact in facts if fact)))


def _print_related(found: Related, terminal: Terminal) -> None:
    _print_entries(_("On this page"), found.listed, terminal)
    similar = (
        (
            one_line(each.title) or each.id,
            "; ".join(reason_sentence(reason) for reason in each.reasons),
            each.id,
        )
        for each in found.similar
    )
    _print_lines(_("Similar"), similar, terminal)
    reprints = (
        (
            one_line(each.title) or each.id,
            _dated(" · ".join((one_line(each.site), f"{each.shared:.0%}")), each.date),
            each.id,
        )
        for each in found.reprints
    )
    _print_lines(_("The same text elsewhere"), reprints, terminal)
    linked = (
        (one_line(each.title) or each.id, _dated(kind_words(each.kind), each.date), each.id)
        for each in found.linked_from
    )
    _print_lines(_("Links here"), linked, terminal, found.linked_total)
    others = (
        (_time(each.captured), _("same text") if each.same_text else "", each.id) for each in found.captures
    )
    _print_lines(_("Other captures"), others, terminal)
    _print_entries(_("Notices"), found.notices, terminal)
    lists = (found.listed, found.similar, found.reprints, found.linked_from, found.captures, found.notices)
    if not any(lists):
        terminal.line(_("Nothing in the archive is related to this article."))


def _print_entries(heading: str, entries: Iterable[RelatedEntry], terminal: Terminal) -> None:
    lines = (
        (
            f"{SIGNS[entry.status]} {one_line(entry.title)}",
            _dated(state_word(entry.status), entry.date),
            entry.id or one_line(entry.url),
        )
        for entry in entries
    )
    _print_lines(heading, lines, terminal)


def _print_lines(
    heading: str, lines: Iterable[tuple[str, str, str]], terminal: Terminal, total: int = 0
) -> None:
    shown = list(lines)
    if not shown:
        return
    terminal.line(terminal.bold(f"{heading} ({format_number(max(total, len(shown)))})"))
    for title, remark, target in shown:
        terminal.paragraph(title, "  ")
        terminal.line("    " + terminal.dim(" · ".join(part for part in (remark, target) if part)))
    terminal.line()


def _print_followed(followed: Followed, title: str | None, terminal: Terminal) -> None:
    terminal.line(f"{SIGNS[followed.status]} {state_word(followed.status)}")
    if followed.id:
        terminal.line(terminal.bold(one_line(title) or _("(no title)")))
        terminal.line(" · ".join(part for part in (followed.id, _time(followed.captured)) if part))
    terminal.line(one_line(followed.url))
    if followed.candidates:
        terminal.line(_("Several pages may be meant:"))
    for each in followed.candidates:
        terminal.paragraph(one_line(each.title) or _("(no title)"), "  ")
        facts = (each.id, _time(each.captured), one_line(each.url))
        terminal.line("    " + terminal.dim(" · ".join(fact for fact in facts if fact)))


def _dated(text: str, date: str | None) -> str:
    return f"{text} · {format_date(date)}" if date else text


def _time(captured: str | None) -> str:
    return format_moment(captured) if captured else _("time unknown")


def _place(capture: Capture) -> str:
    path = one_line(readable_path(capture.path))
    return f"{path} › {one_line(capture.member)}" if capture.member else path

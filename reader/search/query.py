"""The query language: text to tree. It never raises; what it does not understand it names, and searches the
rest.

``words`` · ``"a phrase"`` · ``"a phrase"~5`` · ``OR`` · ``-not`` or ``NOT`` · ``( )`` · ``a NEAR/5 b`` (at
most five words between, in either order) · ``prefix*`` · ``wild?card``, ``wild*card`` · ``fuzzy~`` ·
``+word`` and ``AND`` (bind) · ``field:value``. OR is weaker than words side by side: "bầu cử OR hiệp thương"
is two words or two others; NEAR is stronger than both. Problems have the codes ``quote-not-closed``,
``bracket-not-matched``, ``operator-without-word``, ``near-without-words``, ``unknown-field``,
``field-without-value``, ``value-unknown``, ``date-not-understood``, ``address-not-understood``,
``query-too-long`` and ``nothing-to-search``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from reader.model import QueryProblem
from reader.search.analysis import query_tokens
from reader.search.outside import HAS as MARKS_HAD
from reader.search.outside import IS
from reader.search.periods import periods
from reader.search.tree import AllOf, AnyOf, In, Near, Node, Not, Period, Phrase, Value, Word
from reader.search.wildcards import read
from reader.text import urls

RANKED_FROM = 7
"""From so many plain words on not all of them must be there."""

LONGEST, MOST_WORDS = 2000, 64
"""Characters and words of a query that are read."""

VALUE_FIELDS = (
    *("site", "source", "author", "section", "lang", "format", "docno", "url", "has", "linksto"),
    *("tag", "is", "note"),
)
DATE_FIELDS = ("date", "captured")
HAS = ("source", "images", "tables", "attachments", *MARKS_HAD)
"""What ``has:`` asks for; the last letter may be left out."""
NEAR_WORDS, NEAR_MOST = 10, 1000
"""Words between two parts when NEAR says no number, and at most."""

_OPEN, _CLOSE = '"“„«‟', '"”“»‟'
_PIECE = re.compile(
    r"""
    (?P<space>\s+)
    |(?P<open>\()
    |(?P<close>\))
    |(?P<sign>[-+](?=[^\s)+\-]))
    |(?P<field>(?P<name>[^\W\d_]+):(?!//)(?=[^\s)]))
    |(?P<quote>["“”„«»‟])
    |(?P<chunk>[^\s()"“”„«»‟]+)
    """,
    re.VERBOSE,
)
_NESTED = 40
"""Brackets deeper than this are read as if they were not there."""


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as a tree, and the places that were not understood."""

    tree: Node
    problems: tuple[QueryProblem, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether the query names nothing at all, so that everything is listed."""
        return self.tree == AllOf(())


@dataclass(slots=True)
class _Item:
    """A part of the query on its way into the tree; ``operator`` is "AND", "OR", "NOT" or "NEAR" for those
    words, ``distance`` the number of the last."""

    node: Node | None
    start: int
    end: int
    operator: str = ""
    distance: int = 0


def parse(text: str) -> Parsed:
    """Read a query; never raises."""
    parser = _Parser(text[:LONGEST])
    tree = parser.group(0)
    problems = parser.problems
    if len(text) > LONGEST:
        problems.append(QueryProblem("query-too-long", LONGEST, len(text)))
    if tree == AllOf(()) and text.strip():
        words = _words(text, 0)
        if words:
            tree = _joined(words)
        else:
            problems.append(QueryProblem("nothing-to-search", 0, len(text), text.strip()))
    return Parsed(tree, tuple(problems))


class _Parser:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.problems: list[QueryProblem] = []
        self.words = 0

    def problem(self, code: str, start: int, end: int) -> None:
        """Note a place that was not understood."""
        self.problems.append(QueryProblem(code, start, end, self.text[start:end]))

    def group(self, depth: int) -> Node:
        """Everything up to the closing bracket or the end."""
        items: list[_Item] = []
        begin = self.place - 1
        while self.place < len(self.text):
            match = _PIECE.match(self.text, self.place)
            if match is None:  # no sign is outside the pattern; this keeps a mistake in it from looping
                self.place += 1
                continue
            if match["close"]:
                self.place = match.end()
                if depth:
                    return self._tree(items)
                self.problem("bracket-not-matched", match.start(), match.end())
            elif match["space"]:
                self.place = match.end()
            else:
                items += self._item(depth)
        if depth:
            self.problem("bracket-not-matched", begin, begin + 1)
        return self._tree(items)

    def _item(self, depth: int) -> list[_Item]:
        """The next operator, word, phrase, field or bracket."""
        match = _PIECE.match(self.text, self.place)
        if match is None or match["space"] or match["close"]:
            return []
        start = self.place
        self.place = match.end()
        if match["open"]:
            node = self.group(depth + 1) if depth < _NESTED else AllOf(())
            return [_Item(node, start, self.place)] if node != AllOf(()) else []
        if match["sign"]:
            return self._signed(match["sign"], depth)
        if match["field"]:
            return self._field(match["name"], start, depth)
        if match["quote"]:
            return self._quoted(start)
        return self._chunk(match["chunk"], start)

    def _signed(self, sign: str, depth: int) -> list[_Item]:
        """What follows "-" is excluded, what follows "+" is bound."""
        items = self._item(depth + 1) if depth < _NESTED else []
        words = [item for item in items if item.node is not None]
        if not words:
            return items
        if sign == "-":
            node = _joined([item.node for item in words if item.node is not None])
            return [_Item(Not(node), words[0].start, words[-1].end)]
        return [replace(item, node=_bound(item.node)) for item in items]

    def _quoted(self, start: int) -> list[_Item]:
        for place in range(self.place, len(self.text)):
            if self.text[place] in _CLOSE:
                inside, first = self.text[self.place : place], self.place
                self.place = place + 1
                if match := re.match(r"~(\d{1,3})", self.text[self.place :]):
                    self.place += match.end()
                words = tuple(_glued_words(inside, first))
                if not words:
                    return []
                slop = int(match[1]) if match else 0
                node = words[0] if len(words) == 1 else Phrase(words, start, self.place, slop)
                return [_Item(_bound(node), start, self.place)]
        self.problem("quote-not-closed", start, start + 1)
        return []

    def _chunk(self, chunk: str, start: int) -> list[_Item]:
        if chunk in ("AND", "OR", "NOT"):
            return [_Item(None, start, start + len(chunk), chunk)]
        if near := _NEAR.match(chunk):
            distance = min(int(near[1] or NEAR_WORDS), NEAR_MOST)
            return [_Item(None, start, start + len(chunk), "NEAR", distance)]
        if chunk.endswith(":") and _is_field(chunk[:-1].lower()):
            self.problem("field-without-value", start, start + len(chunk))
            return []
        nodes = _words(chunk, start)
        self.words += len(nodes)
        if self.words > MOST_WORDS and nodes:
            self.problem("query-too-long", start, len(self.text))
            self.place = len(self.text)
            return []
        return [_Item(node, start, start + len(chunk)) for node in nodes]

    def _field(self, name: str, start: int, depth: int) -> list[_Item]:
        name = name.lower()
        if not _is_field(name):
            if name.isascii() and not _WEB.match(self.text[start:]):
                self.problem("unknown-field", start, self.place)
            words = _words(self.text[start : self.place - 1], start)
            return [_Item(node, start, self.place) for node in words]
        if name == "title":
            items = self._item(depth + 1) if depth < _NESTED else []
            nodes = [item.node for item in items if item.node is not None]
            if not nodes:
                self.problem("field-without-value", start, self.place)
            return [_Item(In("title", node), start, self.place) for node in nodes]
        value, first = self._value()
        if name in DATE_FIELDS:
            return self._period(name, value, start, first)
        prefix = value.endswith("*")
        value = value.rstrip("*").strip()
        if not value:
            self.problem("field-without-value", start, self.place)
            return []
        wanted = _known_value(name, value)
        if wanted is None:
            self.problem(_UNKNOWN[name], start, self.place)
            return [_Item(node, first, self.place) for node in _words(value, first)]
        return [_Item(Value(name, wanted, first, self.place, prefix), start, self.place)]

    def _value(self) -> tuple[str, int]:
        """The text of a field's value and where it begins: in quotes, or up to the next blank or bracket."""
        first = self.place
        if self.text[first] in _OPEN:
            for place in range(first + 1, len(self.text)):
                if self.text[place] in _CLOSE:
                    self.place = place + 1
                    return self.text[first + 1 : place], first + 1
            self.problem("quote-not-closed", first, first + 1)
            first += 1
        match = re.compile(r"[^\s()]*").match(self.text, first)
        self.place = match.end() if match else len(self.text)
        return self.text[first : self.place].rstrip('"”»'), first

    def _period(self, name: str, value: str, start: int, first: int) -> list[_Item]:
        found = periods(value)
        if found is None:
            self.problem("date-not-understood", start, self.place)
            return [_Item(node, first, self.place) for node in _words(value, first)]
        return [_Item(Period(name, *found), start, self.place)]

    def _tree(self, items: list[_Item]) -> Node:
        """Items to a node: NEAR binds first, then NOT, then AND and neighbours, then OR."""
        items = self._brought_near(items)
        branches: list[list[Node]] = [[]]
        negate = bind = False
        last: _Item | None = None
        for item in items:
            if item.operator == "NOT":
                negate = True
            elif item.operator == "OR":
                branches.append([])
            elif item.operator == "AND":
                bind = bool(branches[-1])
                if bind:
                    branches[-1][-1] = _bound(branches[-1][-1])
            elif item.node is not None:
                node = _bound(item.node) if bind else item.node
                branches[-1].append(Not(node) if negate else node)
                negate = bind = False
            last = item
        for item in items:
            if item.operator and (item is last or (item is items[0] and item.operator != "NOT")):
                self.problem("operator-without-word", item.start, item.end)
        nodes = [_joined(branch) for branch in branches if branch]
        return nodes[0] if len(nodes) == 1 else AnyOf(tuple(nodes)) if nodes else AllOf(())

    def _brought_near(self, items: list[_Item]) -> list[_Item]:
        """The items with what stands around each NEAR made one; where that cannot be, NEAR is passed over."""
        found: list[_Item] = []
        waiting: _Item | None = None
        for item in items:
            if waiting is not None:
                left, right = found[-1] if found else None, item
                if left and left.node and right.node and _may_be_near(left.node) and _may_be_near(right.node):
                    near = Near(left.node, right.node, waiting.distance)
                    found[-1] = _Item(near, left.start, right.end)
                    waiting = None
                    continue
                self.problem("near-without-words", waiting.start, waiting.end)
            waiting = item if item.operator == "NEAR" else None
            if waiting is None:
                found.append(item)
        if waiting is not None:
            self.problem("near-without-words", waiting.start, waiting.end)
        return found


_MAY_BE_LOOSE = re.compile(r"[*?~]")
_NEAR = re.compile(r"NEAR(?:/([0-9]{1,4}))?\Z")
_UNKNOWN = {"has": "value-unknown", "is": "value-unknown", "linksto": "address-not-understood"}
_WEB = re.compile(r"(?:https?|ftp|www)\b", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+\Z|(?:[a-z0-9-]+\.)+[a-z]{2,6}/\S*\Z", re.IGNORECASE)


def _is_field(name: str) -> bool:
    return name in VALUE_FIELDS or name in DATE_FIELDS or name == "title"


def _known_value(field: str, value: str) -> str | None:
    """The value as the field has it; None when the field has no such value."""
    if field == "has":
        wanted = value.casefold().removesuffix("s")
        return next((name for name in HAS if name.removesuffix("s") == wanted), None)
    if field == "is":
        return IS.get(value.casefold())
    if field == "linksto":
        address = value if urls.is_web(value) else f"http://{value}"
        return address if urls.is_web(address) and ("." in value or "://" in value) else None
    return value


def _may_be_near(node: Node) -> bool:
    match node:
        case Word() | Phrase() | Near():
            return True
        case AnyOf():
            return all(map(_may_be_near, node.children))
        case _:
            return False


def _bound(node: Node | None) -> Node:
    match node:
        case Word() | Phrase():
            return replace(node, must=True)
        case AllOf():
            return AllOf(tuple(_bound(child) for child in node.children))
        case None:
            return AllOf(())
        case _:
            return node


def _joined(nodes: list[Node]) -> Node:
    """One node out of several that must all hold; groups inside are laid open."""
    flat: list[Node] = []
    for node in nodes:
        flat += node.children if isinstance(node, AllOf) else (node,)
    return flat[0] if len(flat) == 1 else AllOf(tuple(flat))


def _glued_words(text: str, start: int) -> list[Word]:
    """The words of a piece of the query; a star right behind one lets it go on."""
    words: list[Word] = []
    done = 0
    for piece in re.finditer(r"\S+", text) if _MAY_BE_LOOSE.search(text) else ():
        if loose := read(piece[0]):
            words += _glued_words(text[done : piece.start()], start + done)
            first = start + piece.start()
            end = first + len(loose.text)
            words.append(Word(loose.text, first, end, wild=loose.wild, fuzzy=loose.fuzzy))
            done = piece.end()
    rest = text[done:]
    return words + [
        Word(t.raw, start + done + t.start, start + done + t.end, prefix=rest[t.end : t.end + 1] == "*")
        for t in query_tokens(rest)
    ]


_PARTED = re.compile(r"(?:[^\s,;]|(?<=\d)[,;](?=\d))+")
"""What blanks and commas part, but for the comma inside a number."""


def _words(chunk: str, start: int) -> list[Node]:
    """The words of a piece of the query; those joined by a sign (169/QĐ-UBND, KT-XH) stay together as a
    phrase.

    A web address is also looked for as the address of an article.
    """
    pieces = [piece for piece in _PARTED.finditer(chunk) if piece[0] != chunk]
    if pieces:
        return [node for piece in pieces for node in _words(piece[0], start + piece.start())]
    words = _glued_words(chunk, start)
    if not words:
        return []
    if len(words) == 1:
        return [words[0]]
    phrase = Phrase(tuple(words), start, start + len(chunk))
    if _ADDRESS.match(chunk):
        return [AnyOf((Value("url", chunk.rstrip("*"), start, start + len(chunk)), phrase))]
    return [phrase]

"""What is to be known about an answer, as words: what was done to its query, and which filters held."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Protocol

from reader.messages import problem_sentence, relaxed_sentence
from reader.model import QueryProblem, SearchRequest
from reader.translation import _
from reader.ui.results.facet_words import FACETS, value_words
from reader.ui.results.filters import date_words


class Answer(Protocol):
    """What answers of all kinds tell of their query."""

    @property
    def relaxed(self) -> str | None:
        """How it was widened."""

    @property
    def suggestion(self) -> str | None:
        """Another query that may be meant."""

    @property
    def problems(self) -> Sequence[QueryProblem]:
        """Places that were not understood."""


PLACE = "place:"
"""Begins the address of a link that leads to a place in the query: its first character and the one behind."""


def problem_words(problems: Sequence[QueryProblem]) -> Iterator[str]:
    """A plain sentence each."""
    for problem in problems:
        yield problem_sentence(problem.code, problem.detail)


def problem_notices(problems: Sequence[QueryProblem]) -> Iterator[str]:
    """Rich text, a remark each; it is a link to the place in the query."""
    for problem in problems:
        told = escape(problem_sentence(problem.code, problem.detail))
        yield f'<a href="{PLACE}{problem.start}-{problem.end}">{told}</a>'


def notices(answer: Answer, dropped: Sequence[str] = ()) -> Iterator[str]:
    """Rich text, a remark each; a suggestion is a link whose address is the query."""
    if answer.relaxed:
        yield escape(relaxed_sentence(answer.relaxed, dropped))
    if answer.suggestion:
        link = f'<a href="{escape(answer.suggestion)}">{escape(answer.suggestion)}</a>'
        yield escape(_("Did you mean: {query}")).format(query=link)


def notice_html(answer: Answer, dropped: Sequence[str] = ()) -> str:
    """All remarks on an answer, one below the other."""
    return "<br>".join((*map(escape, problem_words(answer.problems)), *notices(answer, dropped)))


def request_words(request: SearchRequest) -> str:
    """The filters of a request in one line."""
    told = [
        f"{_(name)}: {value_words(field, value)}"
        for field, name in FACETS
        for value in request.filters.get(field, ())
    ]
    days = (next(iter(request.filters.get(field, ())), "") for field in ("date_from", "date_to"))
    if dates := date_words(*days):
        told.append(dates)
    return " · ".join(told)

"""Where links lead inside the library: file or exact address, where the server sent its readers, the same
page, the same title, else missing.

Among several captures the one nearest in time to the page one is on is taken. Nothing is guessed: where what
was found are several pages with different texts, the link leads to none of them, and all are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import zip_longest

from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.links import Candidate
from reader.library.references import Reference, file_keys, leaves_its_site, title_key
from reader.library.times import distance
from reader.model import Candidate as Choice
from reader.model import Followed, LinkStatus
from reader.text import urls

_MOST_CHOICES = 50
_MOST_REDIRECTS = 4


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where the links are: time to compare captures with, site, base, and where the page lies.

    ``tops``: for each of these places which folder is the top of its site, where that is known; see ``tops``.
    """

    captured: str | None = None
    site: str | None = None
    base: str | None = None
    spots: tuple[keys.Spot, ...] = ()
    tops: tuple[int | None, ...] = ()

    def file_keys(self, reference: Reference) -> list[int]:
        """The keys of the files that a reference may mean."""
        found: list[int] = []
        for spot, top in zip_longest(self.spots, self.tops):
            named = file_keys(reference, spot)
            found += named if top is None or len(named) < 2 else named[top : top + 1]
        return found


class Resolver:
    """Resolves links against all captures of the catalogue as it is now."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def resolve(self, references: Sequence[Reference], here: Standpoint) -> list[Followed]:
        """Where each reference leads, in their order."""
        links = self._catalogue.links
        web = [keys.address_keys(each.url) if urls.is_web(each.url) else None for each in references]
        files = [here.file_keys(each) for each in references]
        exact = links.by_keys([*(pair[0] for pair in web if pair), *(key for each in files for key in each)])
        gone = [pair for pair in web if pair and pair[0] not in exact]
        moved = self._moved([key for key, _ in gone])
        same = links.by_page_keys(page for key, page in gone if key not in moved)
        answers: list[Followed | None] = []
        for reference, pair, local in zip(references, web, files, strict=True):
            in_files = [
                each for key in local for each in exact.get(key, ()) if _may_be(reference, each, here)
            ]
            if in_files:
                answers.append(self._chosen("archived", reference, self._of_files(in_files), here))
            elif found := exact.get(pair[0]) if pair else None:
                answers.append(self._chosen("archived", reference, _of_address(found), here))
            elif found := moved.get(pair[0]) if pair else None:
                answers.append(self._chosen("other-capture", reference, _of_address(found), here))
            elif found := same.get(pair[1]) if pair else None:
                groups = _of_page(reference.url, found)
                answers.append(self._chosen("other-capture", reference, groups, here))
            else:
                answers.append(None)
        return self._by_title(references, answers, here)

    def _moved(self, wanted: Sequence[int]) -> dict[int, list[Candidate]]:
        """The articles at which readers of these addresses ended, as far as redirects were recorded."""
        ways = {key: {key} for key in wanted}
        met: dict[int, list[Candidate]] = {}
        for _ in range(_MOST_REDIRECTS):
            steps = self._catalogue.redirects.targets({key for ends in ways.values() for key in ends})
            if not steps:
                break
            ways = {
                key: {target for end in ends for target in steps.get(end, ())} for key, ends in ways.items()
            }
            found = self._catalogue.links.by_keys({end for ends in ways.values() for end in ends})
            for key, ends in ways.items():
                here = [each for end in sorted(ends) for each in found.get(end, ())]
                if here:
                    met.setdefault(key, here)
            ways = {key: ends for key, ends in ways.items() if ends and key not in met}
        return met

    def _by_title(
        self, references: Sequence[Reference], answers: Sequence[Followed | None], here: Standpoint
    ) -> list[Followed]:
        wanted = {
            number: key
            for number, (reference, answer) in enumerate(zip(references, answers, strict=True))
            if answer is None and (key := title_key(reference, here.site)) is not None
        }
        titled = self._catalogue.links.by_title_keys(wanted.values())
        done: list[Followed] = []
        for number, (reference, answer) in enumerate(zip(references, answers, strict=True)):
            if answer is None:
                found = titled.get(wanted.get(number, 0), [])
                if reference.date:
                    found = [each for each in found if each.date in (None, reference.date)]
                answer = self._chosen("other-capture", reference, self._of_title(found), here)
            done.append(answer)
        return done

    # ---- which of what was found are captures of one page

    def _of_files(self, found: list[Candidate]) -> list[list[Candidate]]:
        """Articles of one file are what it held at different times."""
        if len(found) < 2 or len({each.text_hash for each in found}) < 2:
            return [found]
        groups: dict[object, list[Candidate]] = {}
        for each in found:
            first = self._catalogue.articles.places(each.article)[:1]
            place = [(place.root_number, place.path, place.member) for place in first]
            groups.setdefault((each.key, *place), []).append(each)
        return list(groups.values())

    def _of_title(self, found: list[Candidate]) -> list[list[Candidate]]:
        if len(found) < 2:
            return [found]
        if len(self._catalogue.links.page_keys_of([each.article for each in found])) < 2:
            return [found]
        return [[each] for each in found]

    def _chosen(
        self, status: LinkStatus, reference: Reference, groups: list[list[Candidate]], here: Standpoint
    ) -> Followed:
        """The nearest capture where all that was found is one page, or one text; else nothing but choices."""
        groups = [group for group in groups if group]
        if not groups:
            return Followed("missing", None, reference.url, None)
        everything = [each for group in groups for each in group]
        if len(groups) > 1 and len({each.text_hash for each in everything}) > 1:
            each_nearest = [nearest(group, here.captured) for group in groups]
            order = sorted(each_nearest, key=partial(_nearness, here.captured))
            choices = tuple(
                Choice(each.id, each.title, each.url, each.date, each.captured)
                for each in {each.id: each for each in order}.values()
            )
            return Followed("missing", None, reference.url, None, choices[:_MOST_CHOICES])
        chosen = nearest(everything, here.captured)
        return Followed(status, chosen.id, reference.url, chosen.captured, captured_from=chosen.captured_from)


def _of_address(found: list[Candidate]) -> list[list[Candidate]]:
    """Those whose own address it is are captures of it; a page may also name an address that is another's."""
    found = own_captures(found)
    groups: dict[int | None, list[Candidate]] = {}
    for each in found:
        groups.setdefault(keys.address_keys(each.url)[1] if each.url else None, []).append(each)
    return list(groups.values())


def own_captures(found: list[Candidate]) -> list[Candidate]:
    """Of the articles that have an address, those whose own it is; all where it is nobody's own."""
    if len(found) < 2:
        return found
    own = [each for each in found if each.url and keys.address_keys(each.url)[0] == each.key]
    return own or found


def _of_page(url: str, found: list[Candidate]) -> list[list[Candidate]]:
    """One group for each set of parameters, of those that are nearest to the wanted ones."""
    groups: dict[int, list[Candidate]] = {}
    for each in found:
        groups.setdefault(each.key, []).append(each)
    if len(groups) < 2:
        return [found]
    wanted = _parameters(url)
    apart = {
        key: min(len(wanted ^ _parameters(each.url or "")) for each in group) for key, group in groups.items()
    }
    least = min(apart.values())
    return [group for key, group in groups.items() if apart[key] == least]


def _parameters(url: str) -> set[str]:
    return set(urls.key(url).partition("?")[2].split("&")) - {""}


def _may_be(reference: Reference, found: Candidate, here: Standpoint) -> bool:
    """Whether the file that a relative reference names is what it means.

    Pages of two sites may lie in one folder by chance; a mirror has a folder for each of its sites.
    """
    same = found.site == here.site or None in (found.site, here.site)
    return same or leaves_its_site(reference, here.base)


def nearest(candidates: Iterable[Candidate], captured: str | None) -> Candidate:
    """The capture nearest in time, of at least one; the newest where there is no time to compare with."""
    return min(candidates, key=partial(_nearness, captured))


def _nearness(captured: str | None, each: Candidate) -> tuple[float, float, int]:
    return (*distance(captured, each.captured), each.article)

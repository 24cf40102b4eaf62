"""Where links lead inside the library: file or exact address, the same page, the same title, else missing.

Among several captures the one nearest in time to the page one is on is taken. A title decides only when it
leaves no doubt: all its articles are one page or one text, or only one of them has the day the link names.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reader.library import keys
from reader.library.catalogue.catalogue import Catalogue
from reader.library.catalogue.links import Candidate
from reader.library.references import Reference, leaves_its_site, local_key, title_key
from reader.library.times import distance
from reader.model import Followed
from reader.text import urls


@dataclass(frozen=True, slots=True)
class Standpoint:
    """Where the links are: time of capture, site, base, and the places (root, path below it) of the page."""

    captured: str | None = None
    site: str | None = None
    base: str | None = None
    places: tuple[tuple[int, bytes], ...] = ()


class Resolver:
    """Resolves links against all captures of the catalogue as it is now."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue

    def resolve(self, references: Sequence[Reference], here: Standpoint) -> list[Followed]:
        """Where each reference leads, in their order."""
        links = self._catalogue.links
        web = [keys.address_keys(each.url) if urls.is_web(each.url) else None for each in references]
        files = [
            [key for root, path in here.places if (key := local_key(each, root, path)) is not None]
            for each in references
        ]
        exact = links.by_keys([*(pair[0] for pair in web if pair), *(key for each in files for key in each)])
        same = links.by_page_keys(pair[1] for pair in web if pair and pair[0] not in exact)
        answers: list[Followed | None] = []
        for reference, pair, local in zip(references, web, files, strict=True):
            in_files = [
                each for key in local for each in exact.get(key, ()) if _may_be(reference, each, here)
            ]
            if found := in_files or (exact.get(pair[0]) if pair else None):
                answers.append(_answer("archived", reference.url, nearest(found, here.captured)))
            elif found := same.get(pair[1]) if pair else None:
                answers.append(_answer("other-capture", reference.url, nearest(found, here.captured)))
            else:
                answers.append(None)
        return self._by_title(references, answers, here)

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
                chosen = self._without_doubt(titled.get(wanted.get(number, 0), []), reference, here)
                answer = (
                    _answer("other-capture", reference.url, chosen)
                    if chosen
                    else Followed("missing", None, reference.url, None)
                )
            done.append(answer)
        return done

    def _without_doubt(
        self, candidates: list[Candidate], reference: Reference, here: Standpoint
    ) -> Candidate | None:
        if reference.date:
            candidates = [each for each in candidates if each.date in (None, reference.date)]
        if len(candidates) > 1:
            heads = self._catalogue.articles.heads(each.article for each in candidates).values()
            pages = self._catalogue.links.page_keys_of([each.article for each in candidates])
            if len({head.text_hash for head in heads}) > 1 and len(pages) > 1:
                return None
        return nearest(candidates, here.captured) if candidates else None


def _may_be(reference: Reference, found: Candidate, here: Standpoint) -> bool:
    """Whether the file that a relative reference names is what it means.

    Pages of two sites may lie in one folder by chance; a mirror has a folder for each of its sites.
    """
    same = found.site == here.site or None in (found.site, here.site)
    return same or leaves_its_site(reference, here.base)


def nearest(candidates: Iterable[Candidate], captured: str | None) -> Candidate:
    """The capture nearest in time, of at least one; the newest where there is no time to compare with."""
    return min(candidates, key=lambda each: (*distance(captured, each.captured), each.article))


def _answer(status: str, url: str, found: Candidate) -> Followed:
    return Followed("archived" if status == "archived" else "other-capture", found.id, url, found.captured)

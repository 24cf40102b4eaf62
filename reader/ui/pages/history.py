"""The way of one tab through the archive: places, each with the point in its text that was reached."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Place:
    """Something a tab shows.

    ``kind`` is "welcome", "article", "missing", or one of a ``PageKind``. ``target`` is an article's id, the
    address that is missing, or what the kind takes; ``query`` the search whose hits are marked; ``position``
    the character at the top of the view; ``title`` what the tab says; ``state`` what else its kind remembers.
    """

    kind: str
    target: str = ""
    query: str = ""
    title: str = ""
    position: int = 0
    state: str = ""

    def same_page(self, other: Place) -> bool:
        """Whether both show the same thing, wherever in it."""
        return (self.kind, self.target, self.where) == (other.kind, other.target, other.where)

    @property
    def where(self) -> str:
        """Of an article in the original view: the address of the page that is shown in its place, else ""."""
        words = self.state.split(" ") if self.kind == "article" else []
        return words[3] if len(words) > 3 else ""

    def as_json(self) -> dict[str, object]:
        """For the remembered session."""
        return {name: getattr(self, name) for name in self.__slots__}

    @classmethod
    def from_json(cls, stored: object) -> Place:
        """The reverse; the welcome page for anything that is no place."""
        if not isinstance(stored, dict) or not isinstance(stored.get("kind"), str):
            return cls("welcome")
        texts = {name: str(stored.get(name, "")) for name in ("target", "query", "title", "state")}
        position = stored.get("position")
        return cls(stored["kind"], **texts, position=position if isinstance(position, int) else 0)


class History:
    """The places of a tab; the one on show is ``current``."""

    def __init__(self, first: Place) -> None:
        self._places = [first]
        self._at = 0

    @property
    def current(self) -> Place:
        """The place on show."""
        return self._places[self._at]

    @property
    def can_go_back(self) -> bool:
        """Whether there is an earlier place."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one went back before."""
        return self._at + 1 < len(self._places)

    def go(self, place: Place) -> None:
        """A new place after the current one; what lay ahead is forgotten.

        The same page again takes its place.
        """
        if place.same_page(self.current):
            self._places[self._at] = place
            return
        del self._places[self._at + 1 :]
        self._places.append(place)
        self._at += 1

    def step(self, by: int) -> Place:
        """Back (-1) or forward (1), as far as it goes."""
        self._at = max(0, min(self._at + by, len(self._places) - 1))
        return self.current

    def remember(
        self, *, position: int | None = None, title: str | None = None, state: str | None = None
    ) -> None:
        """Notes about the current place how far one has read, what it is called, or what its kind says."""
        place = self.current
        self._places[self._at] = replace(
            place,
            position=place.position if position is None else position,
            title=place.title if title is None else title,
            state=place.state if state is None else state,
        )

"""Lists of what is linked but not archived, to work through elsewhere: a table, or the addresses alone."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from reader.model import MissingLink
from reader.text import urls

COLUMNS = ("url", "count", "kinds", "first", "last", "linked_from")


def as_csv(links: Iterable[MissingLink]) -> str:
    """A table with the names of the JSON keys as its head; several kinds or ids are parted by blanks."""
    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(COLUMNS)
    for link in links:
        kinds, linking = " ".join(link.kinds), " ".join(link.linked_from)
        writer.writerow((plain_cell(link.url), link.count, kinds, link.first or "", link.last or "", linking))
    return target.getvalue()


def as_urls(links: Iterable[MissingLink]) -> str:
    """One address a line, as download programs take them."""
    return "".join(f"{link.url}\n" for link in links)


def as_seeds(links: Iterable[MissingLink]) -> str:
    """A seed file for a crawler: plain addresses, one a line, those of a site together, most linked first.

    There is no head and no remark, since not every crawler passes over them. Addresses of copies in web
    archives are given as those of the originals, each page once.
    """
    seeds: dict[str, tuple[str, int, str]] = {}
    for link in links:
        url = urls.unwrap(link.url) or link.url
        site = ",".join(reversed((urls.host(url) or "").split(".")))
        seeds.setdefault(urls.key(url), (site, -link.count, url))
    return "".join(f"{url}\n" for _, _, url in sorted(seeds.values()))


def plain_cell(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text

"""``python -m tests.benchmarks.label``: turns what a person wrote about pages into a labels file of hashes.

One text file a page, kept outside the repository:

    page: portal/notice.html        relative to --pages
    title: The headline             more than one line: any of them is right
    date: 2019-07-30                or none, or "2019-07-30 or none"
    source: The Paper               more than one line: any of them is right; no line: none
    source-url: http://paper.example/
    byline: A. Author
    related: Title of an entry | 2019-07-29
    furniture: a line that is no text
    text:
    One paragraph a line, as the page shows them.
    ? A line that may be in the text or not.

Everything behind ``text:`` is the article's text. Salts of pages that the labels file knows stay as they are.
"""

from __future__ import annotations

import argparse
import hashlib
import secrets
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.labels import (
    FURNITURE_WORDS,
    SHINGLE,
    PageLabel,
    counted,
    hashed,
    packed,
    read_labels,
    shingles,
    words,
    write_labels,
)

LABELS = Path(__file__).with_name("extraction_labels.json")
NONE = "none"


@dataclass(slots=True)
class Truth:
    """A truth file. ``lines``: whether a line of the text is optional, and the line."""

    fields: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    lines: list[tuple[bool, str]] = field(default_factory=list)


def parse(text: str) -> Truth:
    """Reads a truth file. Raises ValueError at a line that is no field."""
    truth = Truth()
    rest = iter(text.splitlines())
    for line in rest:
        name, colon, value = line.partition(":")
        if not colon:
            raise ValueError(f"no field: {line!r}")
        if name == "text":
            break
        truth.fields[name].append(value.strip())
    for line in rest:
        if line.strip():
            truth.lines.append((line.startswith("? "), line.removeprefix("? ")))
    return truth


def runs(lines: list[tuple[bool, str]]) -> tuple[list[str], list[str]]:
    """Runs of words that must be in the text, and those that may be: within and beside optional lines."""
    tokens = [(word, optional) for optional, line in lines for word in words(line)]
    required = [place for place, (_, optional) in enumerate(tokens) if not optional]
    must, may = [], []
    for start in range(max(1, len(required) - SHINGLE + 1)):
        places = required[start : start + SHINGLE]
        if not places:
            continue
        run = " ".join(tokens[place][0] for place in places)
        together = places[-1] - places[0] == len(places) - 1
        (must if together else may).append(run)
    everything = Counter(shingles([word for word, _ in tokens]))
    may.extend((everything - Counter(must)).elements())
    return must, may


def label(truth: Truth, sha256: str, salt: str) -> PageLabel:
    """Hashes of a truth file."""
    fields = truth.fields
    related = [entry.partition(" | ") for entry in fields["related"]]
    must, may = runs(truth.lines)
    furniture = {tuple(words(line)[:FURNITURE_WORDS]) for line in fields["furniture"]}
    return PageLabel(
        name=fields["page"][0],
        sha256=sha256,
        salt=salt,
        titles=tuple(hashed(salt, title) for title in fields["title"]),
        dates=tuple(hashed(salt, day) for day in (fields["date"] or [NONE])[0].split(" or ")),
        text=packed(counted(salt, must)),
        optional=packed(counted(salt, may)),
        sources=tuple(hashed(salt, source) for source in fields["source"]),
        source_url=hashed(salt, fields["source-url"][0]) if fields["source-url"] else None,
        byline=hashed(salt, fields["byline"][0]) if fields["byline"] else None,
        related=tuple(hashed(salt, title) for title, _, _ in related),
        related_dates=tuple(hashed(salt, day or NONE) for _, _, day in related),
        furniture=tuple(sorted((len(line), hashed(salt, " ".join(line))) for line in furniture)),
    )


def main() -> None:
    """Writes the labels file."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.label", description=__doc__)
    options.formatter_class = argparse.RawDescriptionHelpFormatter
    options.add_argument("truth", type=Path, metavar="DIR", help="folder of truth files (*.txt)")
    options.add_argument("--pages", type=Path, required=True, metavar="DIR", help="folder of the pages")
    options.add_argument("--labels", type=Path, default=LABELS, metavar="FILE", help="the file to write")
    chosen = options.parse_args()
    salts = {each.name: each.salt for each in read_labels(chosen.labels)} if chosen.labels.exists() else {}
    made = []
    for path in sorted(chosen.truth.glob("*.txt")):
        truth = parse(path.read_text("utf-8"))
        name = truth.fields["page"][0]
        sha256 = hashlib.sha256((chosen.pages / name).read_bytes()).hexdigest()
        made.append(label(truth, sha256, salts.get(name) or secrets.token_hex(16)))
    write_labels(chosen.labels, made)
    print(f"{len(made)} pages labelled in {chosen.labels}")


if __name__ == "__main__":
    main()

"""``python -m tests.benchmarks``: import, search and window, on generated pages or a folder of yours."""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks.corpus import write_portal
from tests.benchmarks.importing import measure_import
from tests.benchmarks.originals import measure_originals
from tests.benchmarks.searching import measure_search
from tests.benchmarks.starting import measure
from tests.benchmarks.window import measure_window


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    options.add_argument(
        "--pages", type=Path, metavar="DIR", help="saved pages to measure with (copied first)"
    )
    options.add_argument("--generate", type=int, default=2000, metavar="N", help="else: so many made pages")
    options.add_argument(
        "--start", type=int, metavar="N", help="only start, memory and pauses of the window, over N articles"
    )
    chosen = options.parse_args()
    if chosen.start:
        measure(chosen.start)
        return
    with tempfile.TemporaryDirectory(prefix="gov-reader-bench-") as place:
        work = Path(place)
        pages = chosen.pages
        if pages is None:
            pages = work / "generated"
            write_portal(pages, chosen.generate)
        library = measure_import(pages, work)
        measure_search(library)
        measure_window(library, work)
        measure_originals(library)


if __name__ == "__main__":
    main()

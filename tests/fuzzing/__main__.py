"""``python -m tests.fuzzing``: every format reads mutated files; none may raise, swell, or take long.

The same seed makes the same files. What fails is kept in the folder that is printed. Ends with 1 when a file
raised something, took longer than the limit, or made the process larger than the limit.
"""

from __future__ import annotations

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path

from reader.errors import ReaderError
from reader.formats import registry
from reader.model import FoundFile, Rejected, ResourceEntry, SavedPage
from tests.fuzzing.seeds import KINDS

MOST_SECONDS = 5.0
MOST_MEGABYTES = 300
NUMBERS = [
    b"0",
    b"-1",
    b"1",
    b"9" * 10,
    b"4294967296",
    b"18446744073709551616",
    b"\xff" * 4,
    b"\x00" * 4,
    b"\x00\x00\x00\x80",
]


def mutated(choice: random.Random, whole: bytes) -> bytes:
    """A file with one to eight changes."""
    body = bytearray(whole)
    for _ in range(choice.choice([1, 1, 2, 3, 8])):
        if not body:
            break
        size = len(body)
        # Headers and tables stand at both ends.
        at = choice.choice(
            [
                choice.randrange(size),
                choice.randrange(min(size, 600)),
                size - 1 - choice.randrange(min(size, 600)),
            ]
        )
        length = choice.choice([1, 2, 4, 16, 200])
        match choice.randrange(8):
            case 0:
                body[at] ^= 1 << choice.randrange(8)
            case 1:
                body[at : at + length] = choice.randbytes(length)
            case 2:
                del body[at : at + length]
            case 3:
                body[at:at] = choice.randbytes(length)
            case 4:
                body[at:at] = body[at : at + choice.choice([20, 300, 5000])]
            case 5:
                number = choice.choice(NUMBERS)
                body[at : at + choice.choice([0, len(number)])] = number
            case 6:
                del body[at:]
            case _:
                other = choice.randrange(size)
                body[at : at + length] = body[other : other + length]
    return bytes(body)


def read_all(file: FoundFile) -> None:
    """All that the library does with a file."""
    found = [each for part in registry.parts(file) for each in registry.pages(file, part)]
    assert all(isinstance(each, SavedPage | ResourceEntry) or each.code for each in found)
    places = [each.member if isinstance(each, SavedPage | Rejected) else each.locator for each in found]
    for locator in places[:20]:
        with suppress(ReaderError):
            registry.read(file.absolute, locator)
        with suppress(ReaderError):
            registry.locate(file.absolute, locator, "a.png")
    for fault in registry.faults(file):
        assert fault.code


def run(kind: str, count: int, seed: int, folder: Path) -> int:
    """Reads ``count`` mutated files of one kind; gives the number of failures."""
    folder.mkdir(parents=True, exist_ok=True)
    files = KINDS[kind]()
    failures, slowest = 0, 0.0
    for number in range(count):
        choice = random.Random(f"{kind}{seed}{number}")
        name, whole = choice.choice(files)
        body = mutated(choice, whole)
        path = folder / name
        path.write_bytes(body)
        before = time.monotonic()
        told = ""
        try:
            read_all(FoundFile(str(path), "", len(body), number))
        except Exception:
            told = traceback.format_exc()
        seconds = time.monotonic() - before
        slowest = max(slowest, seconds)
        if told or seconds > MOST_SECONDS:
            failures += 1
            path.rename(folder / f"{number}-{name}")
            print(f"{kind} {number}: {seconds:.1f} s {told}", flush=True)
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{kind:10} {count:6} files, slowest {slowest:5.2f} s, memory {megabytes:4} MB, {failures} failures",
        flush=True,
    )
    return failures + (megabytes > MOST_MEGABYTES)


def main() -> int:
    """Each kind in a process of its own, so that memory is that of the kind."""
    options = argparse.ArgumentParser(prog="python -m tests.fuzzing", description=__doc__)
    options.add_argument("kinds", nargs="*", metavar="KIND", help="formats to read (default: all)")
    options.add_argument(
        "--files", type=int, default=2000, metavar="N", help="files of each kind (default: 2000)"
    )
    options.add_argument("--seed", type=int, default=1, metavar="N")
    options.add_argument("--here", type=Path, help=argparse.SUPPRESS)
    chosen = options.parse_args()
    if chosen.here is not None:
        return int(run(chosen.kinds[0], chosen.files, chosen.seed, chosen.here) > 0)
    place = Path(tempfile.mkdtemp(prefix="gov-reader-fuzzing-"))
    limits = ["--files", str(chosen.files), "--seed", str(chosen.seed)]
    failed = []
    for kind in chosen.kinds or KINDS:
        command = [sys.executable, "-m", "tests.fuzzing", kind, *limits, "--here", str(place / kind)]
        if subprocess.run(command, check=False).returncode:
            failed.append(kind)
    print(f"failed: {', '.join(failed)}; files in {place}" if failed else "nothing failed")
    return int(bool(failed))


if __name__ == "__main__":
    sys.exit(main())

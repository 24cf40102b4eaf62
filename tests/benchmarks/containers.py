"""``python -m tests.benchmarks.containers``: one large WARC against the same pages as loose files.

It is also stopped after a third and started again.
The pages are of the made portal (``corpus``), filled up with a script to the size that pages of portals have.
"""

from __future__ import annotations

import argparse
import json
import signal
import subprocess
import sys
import tempfile
import time
from io import BytesIO
from pathlib import Path

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.benchmarks.corpus import write_portal
from tests.benchmarks.measure import Cost, run, table

_PAGE = 105_000  # bytes: 10,000 such pages are a gibibyte
_ENOUGH = 3  # the import is stopped after this share (a third) of the time that a whole one took


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(prog="python -m tests.benchmarks.containers", description=__doc__)
    options.add_argument("--pages", type=int, default=10_000, metavar="N", help="how many pages")
    count = options.parse_args().pages
    with tempfile.TemporaryDirectory(prefix="gov-reader-bench-") as place:
        work = Path(place)
        write_portal(work / "loose", count)
        files = sorted((work / "loose").rglob("*.html"))
        for path in files:
            path.write_bytes(_filled(path.read_bytes()))
        archive = work / "packed" / "crawl.warc"
        _write_warc(archive, files)
        loose = run(_command(work / "library-loose", work / "loose"))
        packed = run(_command(work / "library-packed", archive))
        stopped, again = _stopped_and_again(work / "library-stopped", archive, packed.seconds / _ENOUGH)
        table(
            f"{count} pages, a WARC of {archive.stat().st_size / 2**30:.2f} GiB",
            [
                ("as loose files", _told(loose, count)),
                ("as one WARC", _told(packed, count)),
                ("pages a second, WARC against loose", f"{loose.seconds / packed.seconds:.2f}"),
                ("stopped after a third of the time", f"{stopped} articles kept"),
                ("started again", f"{again['seen'] - again['unchanged']} read, {again['articles']} articles"),
            ],
        )


def _filled(page: bytes) -> bytes:
    ballast = b"<script>/*" + b"counter " * (max(0, _PAGE - len(page)) // 8) + b"*/</script></body>"
    return page.replace(b"</body>", ballast)


def _write_warc(archive: Path, files: list[Path]) -> None:
    archive.parent.mkdir(parents=True)
    status = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
    with archive.open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        for path in files:
            address = f"http://mau.example/{path.parent.name}/{path.name}"
            body = BytesIO(path.read_bytes())
            writer.write_record(writer.create_warc_record(address, "response", body, http_headers=status))


def _command(library: Path, what: Path) -> list[str]:
    return [sys.executable, "-m", "reader", "--library", str(library), "import", str(what), "--json", "--yes"]


def _stopped_and_again(library: Path, archive: Path, seconds: float) -> tuple[int, dict[str, int]]:
    """Articles that an import left when it was interrupted, and the report of the next one."""
    pipe = subprocess.PIPE
    with subprocess.Popen(_command(library, archive), stdout=pipe, stderr=pipe) as process:
        time.sleep(seconds)
        process.send_signal(signal.SIGINT)
        output, _ = process.communicate()
    kept = int(json.loads(output)["articles"]) if output.strip() else 0
    return kept, json.loads(run(_command(library, archive)).output)


def _told(cost: Cost, count: int) -> str:
    return f"{cost.seconds:.1f} s, {count / cost.seconds:.0f} pages/s, peak {cost.peak_mib:.0f} MiB"


if __name__ == "__main__":
    main()

"""What an import would cost."""

import pytest

from reader.errors import UnusableError
from reader.library import drives, planning

COUNT = 60


@pytest.fixture
def size(archive):
    archive.site(COUNT)
    (archive.folder / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" * 50_000)
    return sum(path.stat().st_size for path in archive.folder.rglob("*.html"))


def test_it_counts_what_would_be_read(archive, library, run, size):
    plan = library.plan_import([str(archive.folder)])
    assert (plan.files, plan.bytes) == (COUNT + 1, size + 400_000)
    assert 0 < plan.seconds < 10
    assert plan.free_bytes > 0
    run(library, archive.folder)
    assert library.plan_import([str(archive.folder)]).files == 0
    archive.page("new.html")
    (archive.folder / "xa-a.example" / "tin-000.html").write_bytes(b"changed")
    assert library.plan_import([str(archive.folder)]).files == 2
    assert library._catalogue.summary.articles() == COUNT


def test_it_is_tight_when_the_library_would_take_four_fifths(archive, library, size, monkeypatch):
    wanted = library.plan_import([str(archive.folder)]).library_bytes
    assert size < wanted < 20 * size
    monkeypatch.setattr(drives, "free_bytes", lambda folder: int(wanted / 0.79))
    assert not library.plan_import([str(archive.folder)]).tight
    monkeypatch.setattr(drives, "free_bytes", lambda folder: int(wanted / 0.81))
    assert library.plan_import([str(archive.folder)]).tight


def test_own_imports_correct_the_estimate(archive, library, run, size):
    run(library, archive.folder)
    catalogue = library._catalogue
    archive.page("new.html")
    planning.remember_pace(catalogue, [10**6] * 100, 100, planning._seconds(100, 100, 10**8) * 3)
    slow = library.plan_import([str(archive.folder)]).seconds
    planning.remember_pace(catalogue, [10**6] * 100, 100, planning._seconds(100, 100, 10**8))
    assert slow == pytest.approx(3 * library.plan_import([str(archive.folder)]).seconds)
    planning.remember_pace(catalogue, [10**6] * 3, 3, 10**6)
    assert slow == pytest.approx(3 * library.plan_import([str(archive.folder)]).seconds)


def test_a_path_that_does_not_exist(library, tmp_path):
    with pytest.raises(UnusableError) as missing:
        library.plan_import([str(tmp_path / "nowhere")])
    assert missing.value.code == "path-missing"

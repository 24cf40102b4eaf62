"""``missing`` and ``verify``: what the archives lack, and whether they are what they were."""

from __future__ import annotations

import csv
import io

MISSING = "https://xa-a.example/tin/da-mat.html"


def test_missing_lists_what_is_linked_and_not_archived(run, library):
    ran = run("missing", "--json")
    assert ran.code == 0
    found = {each["url"]: each for each in ran.json["missing"]}
    entry = found[MISSING]
    assert list(entry) == ["url", "count", "kinds", "first", "last", "linked_from"]
    assert entry["count"] == 7
    assert set(entry["linked_from"]) == set(library.values())
    assert "related" in entry["kinds"]
    counts = [each["count"] for each in ran.json["missing"]]
    assert counts == sorted(counts, reverse=True)
    for article in library.values():
        assert run("follow", article, MISSING, "--json").json["status"] == "missing"


def test_missing_as_a_table_as_addresses_and_for_people(run, library):
    addresses = run("missing", "--urls").out.splitlines()
    assert MISSING in addresses
    rows = list(csv.DictReader(io.StringIO(run("missing", "--csv").out)))
    assert [row["url"] for row in rows] == addresses
    (row,) = (row for row in rows if row["url"] == MISSING)
    assert row["count"] == "7"
    assert set(row["linked_from"].split()) == set(library.values())
    told = run("missing").out
    assert f"{MISSING}\n    linked from 7 articles · " in told
    assert len(run("missing", "--urls", "--limit", 1).out.splitlines()) == 1


def test_missing_as_seeds_for_a_crawler(run, library):
    """Plain addresses, each once, those of a site side by side."""
    seeds = run("missing", "--seeds").out.splitlines()
    assert sorted(seeds) == sorted(set(run("missing", "--urls").out.splitlines()))
    assert MISSING in seeds
    assert run("missing", "--seeds", "--json").code == 2


def test_missing_takes_one_way_to_print(run, library):
    ran = run("missing", "--csv", "--urls")
    assert (ran.code, ran.out) == (2, "")


def test_verify_finds_nothing_to_complain_of(run, library):
    ran = run("verify", "--json")
    assert ran.code == 0
    assert list(ran.json) == ["checked", "ok", "changed", "gone", "away"]
    assert ran.json["checked"] == ran.json["ok"] >= 7
    assert "are what was imported" in run("verify").out


def test_verify_finds_one_flipped_byte_and_what_is_gone(run, library, archive):
    path = archive / "y-te.html"
    body = bytearray(path.read_bytes())
    body[-20] ^= 1
    path.write_bytes(body)
    (archive / "bau-cu.html").unlink()
    ran = run("verify", "--json")
    assert ran.code == 1
    assert [(each["path"], each["member"]) for each in ran.json["changed"]] == [(str(path), None)]
    assert ran.json["gone"] == [str(archive / "bau-cu.html")]
    told = run("verify").out
    assert f"{path}\n    The file is not what was imported." in told
    assert "No longer there:" in told


def test_verify_of_a_part_and_of_what_is_away(run, library, archive):
    assert run("verify", archive / "y-te.html", "--json").json["checked"] == 1
    assert run("verify", archive.parent / "nowhere").code == 1
    archive.rename(archive.with_name("elsewhere"))
    ran = run("verify", "--json")
    assert (ran.code, ran.json["away"], ran.json["checked"]) == (0, [str(archive)], 0)
    assert "Away, and therefore not checked:" in run("verify").out

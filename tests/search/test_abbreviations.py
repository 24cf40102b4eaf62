from reader.search.abbreviations import Abbreviations, shipped


def write(path, *lines):
    path.write_text("\n".join(["# a comment", *lines]), "utf-8")
    return Abbreviations(path)


def test_both_ways(tmp_path):
    listed = write(
        tmp_path / "list.tsv",
        "HTX\thợp tác xã\t+",
        "KT-XH\tkinh tế xã hội\t+",
        "TT\tthị trấn\t",
        "TT\tthông tư\t",
    )
    assert listed.meanings(["htx"]) == [("hợp", "tác", "xã")]
    assert listed.meanings(["KT", "XH"]) == [("kinh", "tế", "xã", "hội")]
    assert listed.meanings(["TT"]) == [("thị", "trấn"), ("thông", "tư")]
    assert listed.meanings(["khác"]) == []
    assert list(listed.runs(["của", "hợp", "tác", "xã"])) == [(1, 4, [("htx",)])]
    assert list(listed.runs(["thị", "trấn"])) == []


def test_marks_must_be_those_of_the_list(tmp_path):
    listed = write(tmp_path / "list.tsv", "HTX\thợp tác xã\t+")
    assert list(listed.runs(["hop", "tac", "xa"]))
    assert not list(listed.runs(["họp", "tác", "xa"]))


def test_words_are_found_in_a_longer_abbreviation(tmp_path):
    listed = write(tmp_path / "list.tsv", "MTX\tmặt trận xã\t+", "BMTX\tban mặt trận xã\t+")
    assert list(listed.runs(["mặt", "trận", "xã"])) == [(0, 3, [("mtx",), ("bmtx",)])]


def test_the_list_that_ships_is_sound():
    listed = shipped()
    assert listed.meanings(["UBND"]) == [("ủy", "ban", "nhân", "dân")]
    for line in (path for path in _lines()):
        short, meaning, both = line.split("\t")
        assert listed.meanings([*_words(short)]), short
        assert len(meaning.split()) >= 2, line
        assert meaning == meaning.lower(), line
        assert both in ("", "+")
        if both:
            assert list(listed.runs(meaning.split())), line


def _lines():
    from reader import assets

    text = assets.resource("search", "abbreviations.tsv").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    assert len(lines) == len(set(lines))
    return lines


def _words(short):
    from reader.search.analysis import query_tokens

    return [token.raw for token in query_tokens(short)]

from __future__ import annotations

from reader.extract import edges
from reader.extract.edges import EDGE


def test_all_lines_of_a_page_of_any_usual_length():
    assert list(edges.edges(3, 2 * EDGE + 3)) == list(range(3, 2 * EDGE + 3))
    assert list(edges.edges(5, 5)) == []


def test_beginning_and_end_of_a_register():
    found = list(edges.edges(10, 3 * EDGE + 10))
    assert found == [*range(10, EDGE + 10), *range(2 * EDGE + 10, 3 * EDGE + 10)]


def test_the_frame_of_a_register_is_found_and_all_its_lines_are_kept(read, monkeypatch):
    monkeypatch.setattr(edges, "EDGE", 40)
    rows = "".join(f"<tr><td>{number}<td>Nguyễn Văn {number}<td>Tổ {number % 9}" for number in range(200))
    article = read(
        "<title>Danh sách cử tri | Xã Mẫu</title><h1>Danh sách cử tri của xã</h1><p>Ngày đăng: 12/06/2021</p>"
        f"<p>Ủy ban nhân dân xã niêm yết danh sách cử tri, ai thấy sai sót thì báo.</p><table>{rows}</table>"
        "<p>Nguồn: Báo Mẫu</p><h3>Tin liên quan</h3><p><a href='/a.html'>Lịch bầu cử của xã nhà</a></p>"
    )
    assert (article.title, article.date, article.source.text) == (
        "Danh sách cử tri của xã",
        "2021-06-12",
        "Báo Mẫu",
    )
    assert [entry.title for entry in article.related] == ["Lịch bầu cử của xã nhà"]
    assert (article.tables, article.text.count("Nguyễn Văn"), article.html.count("<tr>")) == (1, 200, 200)

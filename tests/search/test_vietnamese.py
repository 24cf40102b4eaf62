"""Which articles answer a Vietnamese query: the rules, each with what it must not do."""

import unicodedata

import pytest

FOUND = [
    # (texts of the collection, query, number of the article that answers)
    (["Chợ phiên họp sáng thứ bảy."], "phien hop"),
    (["Chợ phiên họp sáng thứ bảy."], "phiên họp"),
    (["Chợ phiên họp sáng thứ bảy."], "CHỢ PHIÊN"),
    (["Con đường đất đỏ."], "duong dat do"),
    (["Ðường liên xã"], "đường"),
    (["Uỷ viên thường trực"], "ủy viên"),
    (["Thuý khoẻ"], "Thúy khỏe"),
    (["Bà Lý ở Mỹ Tho"], "Lí Mĩ"),
    (["Công ti thuỷ lợi"], "công ty thủy lợi"),
    (["thong bao ve viec tuyen dung can bo"], "tuyển dụng"),
    (["Cấp phép xây dựng nhà ở"], "cáp phep"),
    (["Cấp phép xây dựng nhà ở"], "câp phep"),
    (["Đại hội chi bộ"], "đai hội"),
    (["Đại hội chi bộ"], "ddaij hooij"),
    (["Đại hội chi bộ"], "d9a5i ho65i"),
    (["Traanf Vawn Baor trình bày"], "Trần Văn Bảo"),
    (["Chương\u00a0trình\u2003hành động"], '"chương trình hành động"'),
    (["Sở Y tế, TTYT huyện và UBND xã"], "ủy ban nhân dân xã"),
    (["Chủ tịch UBND xã"], '"chủ tịch ủy ban nhân dân xã"'),
    (["Chủ tịch ủy ban nhân dân xã"], '"chủ tịch UBND xã"'),
    (["Họp hội đồng nhân dân"], "HDND"),
    (["Phát triển KT-XH năm qua"], "kinh tế xã hội"),
    (["Phát triển kinh tế xã hội năm qua"], "KT-XH"),
    (["Theo Thông tư 08/2019/TT-BNV"], "8/2019/tt-bnv"),
    (["Theo Thông tư 08/2019/TT-BNV"], "thông tư 08/2019"),
    (["Quyết định số 512 /QĐ - UBND"], "512/QĐ-UBND"),
    (["Từ ngày 7 tháng 5 năm 2015"], "07/05/2015"),
    (["Từ ngày 7 tháng 5 năm 2015"], "7-5-2015"),
    (["Từ ngày 7 tháng 5 năm 2015"], "7/5"),
    (["Chiều 7-5, đoàn về"], "ngày 7 tháng 5 đoàn về".replace("ngày ", "")),
    (["Tổng vốn 1.250.000 đồng"], "1250000"),
    (["Tổng vốn 1,250,000 đồng"], "1.250.000"),
    (["Đăng ký trực tuyến.Người dân nộp hồ sơ"], "người dân"),
    (["Les élèves de l’école"], "eleves ecole"),
    (["Grüße aus Köln"], "grusse koln"),
    (["Заседание комиссии"], "заседание"),
    (["Ο δήμος ανακοίνωσε"], "δημος"),
    (["大会开幕式"], "开幕"),
    (["大会开幕式"], "式"),
    (["ประชุมสภา"], "ประชุม"),
    (["투표 결과 발표"], "결과"),
    (["Ý kiến cử tri"], "í kiến"),
    (["giết mổ gia súc"], "gíêt mổ"),
    (["thuở xưa"], "thủơ xưa"),
    (["d\u0335ường làng"], "đường làng"),
    (["\u0189ảng bộ"], "đảng bộ"),
    (["thu\u0340 lao"], "thù lao"),
    (["hội\u200c nghị\u200d tổng kết"], "hội nghị"),
    (["triển khai"], "tri\u00adển khai"),
    (["bản tin\u3000sáng"], '"tin sáng"'),
    (["nước mặn"], "nuwocs mawnj"),
    (["nước sạch"], "nuoc71 sach5"),
    (["định hướng"], "dinhjd huwowngs"),
    (["U3y ban nha6n da6n xa4"], "ủy ban nhân dân xã"),
    (["Sở GD&ĐT tổ chức"], "giáo dục và đào tạo"),
    (["Phòng Giáo dục và Đào tạo"], "gdđt"),
    (["Ban CHQS xã"], "ban chỉ huy quân sự"),
    (["TX Thanh Lâm"], "thị xã Thanh Lâm"),
    (["đ/c Nguyễn Văn Tám"], "đồng chí Nguyễn Văn Tám"),
    (["Về việc mở lớp"], "v/v mở lớp"),
    (["CBCCVC toàn huyện"], "cán bộ công chức viên chức"),
    (["nước CHXHCN Việt Nam"], "cộng hòa xã hội chủ nghĩa"),
    (["Nghị quyết số 30a/2008/NQ-CP"], "nghị quyết 30a"),
    (["Thông tư 01/2014/TTLT-BNV-BTC"], "01/2014/TTLT - BNV - BTC"),
    (["Kết luận số 12-KL/TW"], "12 kl tw"),
    (["Công văn 88/SNV-CCVC"], "88/SNV–CCVC"),
    (["Luật số 77/2015/QH13"], "luật 77/2015"),
    (["mồng 2 tháng 9"], "2-9"),
    (["mồng 2 tháng 9"], '"02/9"'),
    (["báo cáo tháng 9 năm 2022"], "báo cáo tháng 9/2022"),
    (["báo cáo tháng 09/2022"], "báo cáo tháng 9 năm 2022"),
    (["tăng 3,5% mỗi năm"], "3.5%"),
    (["thôn 07"], "thôn 7"),
    (["12 km² đất"], "km2"),
    (["dịch Covid-19"], "covid19"),
    (["dịch COVID19"], "covid-19"),
    (["người H’Mông"], "hmông"),
    (["người Hmông"], "H'Mông"),
    (["ｶﾀｶﾅ"], "カタカナ"),
    (["中华人民共和国"], "共和国"),
    (["Ανακοίνωση του Δήμου"], "ανακοινωση ΔΗΜΟΥ"),
    (["İstanbul Belediyesi"], "istanbul"),
    (["Łódź miasto"], "lodz"),
    (["oﬃce de l’eau"], "office eau"),
]

NOT_FOUND = [
    (["Mã số thuế.", "Mà thôi."], "mà", 0),
    (["Ma trận đề thi.", "Má ơi."], "má", 0),
    (["Ba con trâu cày ruộng.", "Bà đi chợ."], "bà", 0),
    (["Dân số tăng", "Đán lớn"], "đán", 0),
    (["Lao động trẻ em", "Lào cai"], '"động lao"', 0),
    (["Máy cày", "Mái nhà"], "mái", 0),
    (["Thúi hẻo"], "thúy", 0),
    (["Số 1512/QĐ-UBND"], "512/QĐ-UBND", 0),
    (["Từ ngày 17/5/2015"], "7/5/2015", 0),
    (["Tăng 7.5 phần trăm"], "7/5", 0),
    (["Ban TTCN huyện"], "thủ tướng", 0),
    (["Khen thưởng tập thể", "thể tập"], '"thể tập"', 0),
    (["会大"], "大会", 0),
    (["Tax free box for six months"], "tã", 0),
    (["Tháng 9/2021 và tháng 8/2022"], "tháng 9/2022", 0),
    (["Tăng 3,5 phần trăm"], "35", 0),
    (["Quốc lộ 30, đoạn a"], "30a", 0),
    (["人共和民"], "共民", 0),
    (["Đường liên xã", "Ma túy"], "ý kiến", 1),
]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize(("texts", "query"), FOUND)
def test_found(shelf, texts, query, form):
    shelf.fill(*(unicodedata.normalize(form, text) for text in texts))
    found = shelf.ask(query)
    assert found.total == 1, (found.suggestion, found.problems)
    assert found.relaxed is None
    other = unicodedata.normalize("NFD" if form == "NFC" else "NFC", query)
    assert shelf.ids(other) == ["d0"]


@pytest.mark.parametrize(("texts", "query", "number"), NOT_FOUND)
def test_not_found(shelf, texts, query, number):
    assert f"d{number}" not in shelf.fill(*texts).ids(query)


def test_a_known_word_does_not_drift_to_another(shelf):
    shelf.fill("hội nghị dân cử", "khu dân cư", "bầu cử")
    assert shelf.ids("dân cư") == ["d1"]
    assert shelf.ids("dân cử") == ["d0"]
    assert sorted(shelf.ids("dan cu")) == ["d0", "d1"]


def test_the_word_as_typed_comes_first(shelf):
    shelf.fill("chữ ấn trên bìa", "chữ an trên bìa sách", "chữ ăn trên bìa")
    assert shelf.ids("an")[0] == "d1"
    assert len(shelf.ids("an")) == 3


def test_marked_text_comes_before_text_without_marks(shelf):
    shelf.fill("danh sach ho ngheo cua thon", "danh sách hộ nghèo của thôn")
    assert shelf.ids("hộ nghèo") == ["d1", "d0"]


def test_neighbours_count_more_than_words_far_apart(shelf):
    shelf.fill(
        "nghề nghiệp ổn định, người làng vui mừng khi có việc làm mới ở quê",
        "người dân vui mừng khi làng nghề có việc làm mới, ổn định ở quê nghiệp",
    )
    assert shelf.ids("làng nghề") == ["d1", "d0"]


def test_the_title_counts_more(shelf, article):
    shelf.fill(
        article("a", "Tin trong tuần: làng nghề gốm. " + "Chuyện khác. " * 5, title="Bản tin"),
        article("b", "Tin trong tuần: chuyện gốm. " + "Chuyện khác. " * 5, title="Làng nghề"),
    )
    assert shelf.ids("làng nghề") == ["b", "a"]


def test_a_phrase_does_not_cross_paragraphs(shelf):
    shelf.fill("hết làng\n\nnghề mới")
    assert shelf.ids("làng nghề") == ["d0"]
    assert shelf.ids('"làng nghề"') == []


def test_the_byline_and_the_source_are_found_too(shelf, article):
    from reader.model import Source

    shelf.fill(article("a", "Nội dung", byline="Đỗ Thị Mơ", source=Source("Báo Đồng Quê", None)))
    assert shelf.ids("đỗ thị mơ") == ["a"]
    assert shelf.ids("báo đồng quê nội dung") == ["a"]

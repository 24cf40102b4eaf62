"""Pages in the styles of systems and times that no rule was made for: what a person would note of each."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reader.extract.article import extract
from reader.model import Article, SavedPage

PAGES = Path(__file__).with_name("unseen")


@dataclass(frozen=True)
class Noted:
    """What a person notes of a page. ``text``: the beginning of every paragraph, in order."""

    title: str
    date: str | None
    text: tuple[str, ...]
    byline: str | None = None
    source: str | None = None
    section: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    related_dates: tuple[str | None, ...] = ()
    attachments: tuple[str, ...] = field(default=())


NOTED = {
    "newspaper-online": Noted(
        "Cầu Sông Mây thông xe sớm hai tháng",
        "2025-03-12",
        (
            "Sau mười sáu tháng",
            "Từ sáu giờ",
            "Người dân qua cầu",
            "Theo ban quản lý",
            "Trước đó, ngày 5/9/2023",
            "Minh Tuệ",
        ),
        byline="Minh Tuệ",
        section=("Thời sự", "Giao thông"),
        related=("Khởi công cầu Sông Mây bằng vốn dân góp", "Chuyến đò ngang cuối cùng trên sông Mây"),
    ),
    "liferay-office": Noted(
        "Lịch cắt nước khu vực chợ Khê để thay đường ống",
        "2024-05-08",
        ("Công ty Cấp nước", "Đêm", "10/5", "11/5", "Đề nghị các hộ dân"),
        related=("Thay công tơ điện miễn phí cho hộ nghèo", "Sửa đường vào trạm y tế xã Khê Thượng"),
        related_dates=("2024-05-02", "2024-04-24"),
        attachments=("Sơ đồ tuyến ống",),
    ),
    "joomla-school": Noted(
        "Ngày hội đọc sách của học sinh vùng đầm",
        "2022-04-21",
        ("Hơn hai trăm", "Mỗi em", "Gian kể chuyện", "Gian sửa sách", "Ngày hội kết thúc", "Nguồn:"),
        byline="Hoàng Thư",
        source="Báo Đầm Sen",
        section=("Trang chủ", "Tin hoạt động"),
    ),
    "wordpress-council": Noted(
        "Footbridge repairs begin at Mill Lane",
        "2019-10-04",
        ("Walkers will have", "What is being done", "The contractor", "We asked for oak", "The council set"),
        byline="Janet Orme",
        related=("Flood plan agreed for the lower village", "New bench for the green"),
    ),
    "drupal-department": Noted(
        "Library branches open on Sundays",
        "2012-11-20",
        ("Starting in December", "The hours are paid", "Borrowers can return"),
        section=("Home", "News"),
        attachments=("sunday-hours.pdf",),
    ),
    "old-asp-tables": Noted(
        "Đắp lại đê bao cánh đồng Năm Mẫu sau bão",
        "2009-05-12",
        ("Hơn bốn trăm người", "Đất được lấy", "Phòng Nông nghiệp", "Trần Khoa"),
        byline="Trần Khoa",
        related=("Cấp giống lúa ngắn ngày cho hộ bị thiệt hại", "Họp bàn phương án hộ đê năm 2009"),
        related_dates=("2009-05-08", "2009-05-02"),
    ),
    "spanish-town": Noted(
        "El mercado vuelve a la plaza los jueves",
        "2021-06-03",
        ("Los veintidós puestos", "La alcaldesa", "El horario", "Fuente:"),
        source="Diario de Valdeoca",
        section=("Inicio", "Noticias"),
        related=("Nuevas farolas en la calle Mayor", "Se reabre la fuente de los Caños"),
    ),
    "french-town": Noted(
        "Le lavoir retrouve son toit",
        "2022-03-14",
        ("Après deux hivers", "Les travaux", "Une visite"),
        section=("Accueil", "Actualités"),
        related=("Le four à pain fête ses cent ans", "Un sentier botanique autour de l’étang"),
    ),
    "legal-notice": Noted(
        "Thông báo thu hồi giấy phép khai thác cát bến Đò Quan",
        "2020-11-19",
        (
            "CỘNG HÒA",
            "Số: 74/TB-UBND",
            "Bình Lư, ngày 17",
            "Căn cứ",
            "Đơn vị được",
            "Nơi nhận:",
            "TM. ỦY BAN",
        ),
        byline="Vàng A Sinh",
        related=("Thông báo lịch tiêm phòng cho đàn trâu bò", "Thông báo họp thôn quý bốn"),
        attachments=("74-tb-ubnd.pdf",),
    ),
    "question-answer": Noted(
        "Xây chuồng trại trên đất vườn có phải xin phép không?",
        "2023-02-06",
        ("Câu hỏi:", "Nhà tôi muốn", "Trả lời:", "Công trình phụ trợ", "Gia đình cần"),
        related=("Thời hạn cấp giấy phép xây nhà ở riêng lẻ?", "Sửa mái nhà có cần giấy phép?"),
    ),
    "notices-list": Noted(
        "Notices to mariners", None, ("Buoy off", "Dredging in", "Fireworks over", "New speed limit")
    ),
    "plain-nineties": Noted(
        "Water Quality Bulletin No. 7",
        "1999-03-03",
        ("Samples taken", "The owner", "Wells sampled", "Wells above", "The next sampling"),
    ),
}


def read(name: str) -> Article:
    """The article of a page of this folder, without the template of a site."""
    body = (PAGES / f"{name}.html").read_bytes()
    page = SavedPage(f"/{name}.html", None, "html", body, hashlib.sha256(body).hexdigest(), len(body))
    return extract(page).article


@pytest.mark.parametrize("name", NOTED)
def test_a_page_of_another_system_is_read_right(name: str) -> None:
    noted, article = NOTED[name], read(name)
    assert article.title == noted.title
    assert article.date == noted.date
    assert article.byline == noted.byline
    assert (article.source.text if article.source else None) == noted.source
    assert article.section == noted.section
    assert tuple(entry.title for entry in article.related) == noted.related
    assert tuple(file.text for file in article.attachments) == noted.attachments
    if noted.related_dates:
        assert tuple(entry.date for entry in article.related) == noted.related_dates


@pytest.mark.parametrize("name", NOTED)
def test_the_text_is_the_article_and_nothing_else(name: str) -> None:
    paragraphs = [part.strip() for part in read(name).text.split("\n\n") if part.strip()]
    begun = [part[: len(start)] for part, start in zip(paragraphs, NOTED[name].text, strict=False)]
    assert (begun, len(paragraphs)) == (list(NOTED[name].text), len(NOTED[name].text))

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
    "sharepoint-ministry": Noted(
        "Nạo vét xong kênh chính hồ Khe Sặt trước mùa mưa",
        "2023-05-17",
        ("Sau bốn mươi ngày", "Đơn vị thi công", "Theo ông Hà Văn Lượng", "Máy xúc dọn", "Hà My"),
        byline="Hà My",
        section=("Tin hoạt động",),
        related=("Mở cửa xả đáy hồ Khe Sặt trong hai giờ", "Tập huấn vận hành cống cho tổ thủy nông"),
        related_dates=("2023-05-12", "2023-05-08"),
    ),
    "dnn-office-paste": Noted(
        "Bình Lư hỗ trợ hai trăm hộ dựng lại chuồng trại sau rét",
        "2023-02-15",
        (
            *("Mỗi hộ được nhận", "Đợt rét cuối", "Huyện trích", "- Chuồng phải cao", "- Có bạt", "Xã"),
            *("Tả Phìn", "Bản Giang", "GIÀNG A CHU"),
        ),
        byline="GIÀNG A CHU",
        section=("Tin trong huyện",),
        related=("Phát thẻ bảo hiểm cho học sinh bán trú", "Sương muối phủ trắng đèo Tả Phìn"),
        related_dates=("2023-02-10", "2023-02-02"),
    ),
    "websphere-tax": Noted(
        "Kéo dài giờ nhận tờ khai trong tuần cuối tháng ba",
        "2019-03-12",
        ("Từ ngày 25", "Người nộp thuế", "Ba máy tính", "Ai nộp chậm"),
        section=("Trang chủ", "Tin tức", "Tin ngành thuế"),
        related=("Đổi mẫu biên lai phí chợ", "Đối thoại với hộ kinh doanh phường Bến"),
        related_dates=("2019-03-08", "2019-03-01"),
        attachments=("Công văn 318",),
    ),
    "commune-portal-audio": Noted(
        "Hội thổi cơm thi trở lại sau bảy năm vắng",
        "2023-11-20",
        ("Mười một đội", "Sáng sớm", "Đội xóm Đình nhóm", "Cơm chín", "Cụ Phạm Thị Nhài", "Tin, ảnh:"),
        byline="Đào Duy Phúc",
        section=("Trang chủ", "Tin tức", "Đời sống"),
        related=("Sửa mái đình làng Vọng", "Dạy trẻ chèo thuyền nan"),
        related_dates=("2023-11-11", "2023-11-02"),
    ),
    "nukeviet-district": Noted(
        "Thêm bảy cây cầu dân sinh qua suối Nậm Mu",
        "2021-04-28",
        (
            *("Bảy cây cầu thép", "Người dân bản Hua Mu", "Trước đây mỗi mùa lũ", "Cầu do thợ"),
            *("Bản Hua Mu góp", "Tác giả:", "Nguồn tin:"),
        ),
        byline="Lường Văn Pâng",
        source="Báo Vùng Cao",
        section=("Trang nhất", "Tin Tức", "Xây dựng"),
        related=("Họp bàn làm đường lên bản Hua Mu", "Khảo sát vị trí bảy cây cầu"),
        related_dates=("2021-05-03", "2021-01-11"),
    ),
    "joomla-poem": Noted(
        "Mùa nước đổ",
        "2022-01-25",
        (
            "Tặng bản Lìm Mông",
            "Nước về thang ruộng nối thang\nMẹ gùi sương sớm, cha mang cái cày\n",
            "Mạ non như thể biết cười\nBén chân bùn ấm",
            "Lìm Mông, tháng Giêng\nLù Thị Mỷ",
        ),
        byline="Lù Thị Mỷ",
        section=("Thơ",),
    ),
    "wordpress-footnotes": Noted(
        "Bia đá đình Vọng kể gì về con đê năm Giáp Tuất",
        "2020-09-14",
        (
            *("Tấm bia dựng", "Tấm bia", "Chữ khắc nông", "Năm Giáp Tuất nước", "Con đê", "Đoạn đê kể"),
            *("Kích thước đo", "Cọc được đếm"),
        ),
        related=("Chiếc cối đá của làng Sen", "Bản đồ vẽ tay năm 1931"),
    ),
    "drupal-ministry": Noted(
        "Harbour dues frozen for fishing boats under ten metres",
        "2021-03-09",
        (
            *(
                "Boats shorter",
                "The freeze",
                "What changes",
                "Up to fifteen",
                "Above fifteen",
                "Skippers who",
            ),
            "Media contact:",
        ),
        section=("Home", "Newsroom"),
        related=("New lamp on the north mole", "Ice machine for Port Wick"),
        attachments=("Table of dues 2021",),
    ),
    "two-column-frames": Noted(
        "Trạm khí tượng Phú Vân đo mưa bằng máy mới",
        "2002-06-14",
        ("Từ đầu tháng sáu", "Máy do xưởng", "Trận mưa đêm", "Ống đong cũ", "Bùi Thế Hiển"),
        byline="Bùi Thế Hiển",
        related=("Tập huấn đọc bản đồ mưa", "Dựng cột gió ở đồi Chè"),
        related_dates=("2002-06-10", "2002-06-03"),
    ),
    "print-view": Noted(
        "Thành phố trồng lại hàng sao đường Bờ Sông",
        "2018-07-04",
        ("Bốn mươi ba cây", "Các hố được", "Đội cây xanh", "Theo Báo Bến Sâu", "Địa chỉ bài viết:"),
        source="Báo Bến Sâu",
    ),
    "decision-table-head": Noted(
        "Quyết định 41/2017/QĐ-UBND về quản lý bến đò ngang",
        "2017-11-09",
        (
            *(
                "ỦY BAN NHÂN DÂN\nTỈNH LAM GIANG",
                "CỘNG HÒA",
                "Số: 41/2017",
                "Lam Giang, ngày 09",
                "QUYẾT ĐỊNH",
            ),
            *("Về quản lý bến đò", "Căn cứ Luật", "Theo đề nghị", "QUYẾT ĐỊNH:", "Điều 1.", "Điều 2."),
            *("Điều 3.", "Nơi nhận:\n- Như Điều 3;", "TM. ỦY BAN", "Đinh Công Tráng", "[1] Số người"),
        ),
        byline="Đinh Công Tráng",
        related=(
            "Quyết định 12/2009/QĐ-UBND về bến khách ngang sông",
            "Chỉ thị 05/CT-UBND về an toàn đò mùa lũ",
        ),
        attachments=("41-2017-qd-ubnd.docx",),
    ),
    "us-agency-uswds": Noted(
        "Renewing a boat mooring permit",
        "2023-03-03",
        (
            *("Mooring permits run", "Bring the old permit", "The office at North Bay", "Common questions"),
            *("What if my chain", "Replace it first", "Can a friend", "Yes, with a signed"),
        ),
        section=("Home", "Permits"),
    ),
    "us-press-release": Noted(
        "Covered Bridge at Stony Fork Reopens to Light Traffic",
        "2004-10-07",
        ("STONY FORK", "Crews set", '"We lost two beams', "School buses"),
    ),
    "spanish-ministry": Noted(
        "Los pastores recuperan la cañada de Peña Alta",
        "2021-06-03",
        ("El camino, cerrado", "Primer rebaño", "El ministerio", "Setecientas ovejas", "El presupuesto"),
        section=("Inicio", "Prensa", "Notas de prensa"),
        related=("Censo de fuentes de montaña", "Curso de cantería en seco"),
        attachments=("Mapa de la cañada",),
    ),
    "french-prefecture": Noted(
        "Ramassage des algues : les plages ouvertes ce week-end",
        "2022-03-14",
        (
            *("Quatre plages", "Plages ouvertes", "Les plages du Port", "Plages fermées", "L’anse aux"),
            "Les chevaux de trait",
        ),
        section=("Accueil", "Actualités", "Mer et littoral"),
        related=("Travaux sur la digue du Port", "Grandes marées de mars"),
        attachments=("Carte des plages (PDF - 1,2 Mo)",),
    ),
    "chinese-bureau": Noted(
        "青石渠清淤完工，下游三村提前通水",
        "2020-03-05",
        ("三月四日上午", "这次清淤长九公里", "镇水利站站长", "青石镇水利站"),
        source="青石镇政府网",
        section=("首页", "工作动态"),
        related=("水库放水时间表", "渠道巡查员培训"),
        related_dates=("2020-02-27", "2020-02-11"),
    ),
    "nested-fonts": Noted(
        "Chợ đêm Bến Củ dời giờ họp vì triều cường",
        "2009-10-21",
        ("Từ tối nay, chợ đêm", "Con nước rằm năm nay", "Bà con bán cá", "Trúc Lam"),
        byline="Trúc Lam",
        related=("Phát tiền cho hộ có nhà ngập", "Khơi cống trước mùa nước lên"),
        related_dates=("2009-10-18", "2009-10-06"),
    ),
    "inline-related": Noted(
        "Làng gốm Bến Đục đỏ lửa lò củi",
        "2023-12-03",
        ("(LGO) - Sau mười năm", "Lò dài", "Ông Đỗ Hữu Khôi", "Dỡ lò lúc", "Mỗi mẻ ra", "Huyện đang trồng"),
        byline="Vũ Hằng",
        section=("Kinh tế", "Làng nghề"),
        related=(
            *("Phiên chợ gốm cuối năm ở Bến Đục", "Người giữ bàn xoay đất"),
            *("Giá chè búp tươi tăng nhẹ", "Thêm ba lò sấy long nhãn"),
        ),
    ),
    "liferay-asset": Noted(
        "Trường bán trú Pắc Ta có bếp ăn mới",
        "2019-10-10",
        ("Bếp ăn một chiều", "Trước đó", "Kinh phí do"),
        section=("Trang chủ", "Tin tức"),
        related=("Thực đơn tuần cho học sinh bán trú", "Tập huấn nhân viên bếp ăn trường học"),
    ),
    "event-details": Noted(
        "Hearing on the ferry timetable",
        None,
        (
            *("When", "Thursday, May 16, 2019", "Where", "Grange Hall", "Cost", "Free", "The county will"),
            *("Speakers have", "Draft timetable"),
        ),
        section=("Home", "Calendar"),
        attachments=("Draft timetable (PDF)",),
    ),
    "budget-table": Noted(
        "Dự toán thu chi quỹ vì cây xanh phường Bến Củ năm 2022",
        "2022-01-05",
        (
            *("Đơn vị: nghìn đồng", "TT\tNội dung", "Năm 2021\tNăm 2022", "1\tDân góp", "2\tTrồng mới"),
            *("3\tTưới", "Kế toán", "Ngô Thị Sáu"),
        ),
        byline="Ngô Thị Sáu",
        attachments=("Quyết định công khai",),
    ),
    "arabic-ministry": Noted(
        "فتح قناة الوادي الشرقي بعد ترميم ضفافها",
        "2018-03-12",
        ("أعلنت الوزارة", "يبلغ طول", "Contract No. 18/204"),
        related=("تنظيف خزان القرية العليا", "جدول توزيع المياه في الصيف"),
    ),
    "breaks-only": Noted(
        "Đàn vịt chạy đồng qua ba huyện",
        "2003-05-20",
        ("Mùa này, sau khi gặt", "Mỗi đàn đi một ngày", "Cán bộ thú y", "Bài và ảnh:"),
        byline="Sáu Đồng",
    ),
    "attachment-only": Noted(
        "Thông báo kết quả xét tuyển công chức xã năm 2020",
        "2020-08-14",
        ("Xem tệp đính kèm",),
        related=("Thông báo lịch thi công chức xã", "Danh sách đủ điều kiện dự thi"),
        related_dates=("2020-08-02", "2020-07-21"),
        attachments=("ketqua2020.xls",),
    ),
    "state-press": Noted(
        "Trail crews finish the Ridge Line loop",
        "2015-09-09",
        ("CONTACT:", "ALDER FALLS", "Volunteers", "Length:", "Highest point:", "Dogs are welcome"),
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

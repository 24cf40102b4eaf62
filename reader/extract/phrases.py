"""Phrases by which a line shows that it is no text of an article. Data: an entry is an alternative."""

from __future__ import annotations

import re


def _any(start: str, *entries: str, end: str = "") -> re.Pattern[str]:
    return re.compile(f"{start}(?:{'|'.join(entries)}){end}", re.IGNORECASE)


PROMOTION = _any(
    r"^[\W_]*",
    r"sign up (?:for|to|here|now|today)\b.{0,80}(?:newsletter|alert|email|inbox|update|free|daily|here)",
    r"sign up\s*:",
    r"subscribe (?:to|now|today|here|for)\b",
    r"get (?:our|the latest|the best|more|all the|your)\b.{0,60}(?:newsletter|inbox|email|app|alert|updates)",
    r"follow (?:us|him|her|them|me|@)",
    r"follow .{2,40} on (?:\w+, ){0,3}(?:\w+ (?:and|or) )?(?:twitter|facebook|instagram|linkedin|youtube)\b",
    r"like us on",
    r"join (?:us|our|the conversation) (?:on|at|here)\b",
    r"download (?:our|the) (?:\w+ ){0,3}app\b",
    r"(?:click|tap) here (?:to|for) (?:subscribe|sign|read|see|view|get|more|watch|follow|join)\b",
    r"(?:have|got) a (?:news )?tip\b",
    r"(?:you can )?(?:contact|e-?mail|write to|reach) (?:the )?(?:author|reporter|writer|\w+ \w+ at \S+@)",
    r"(?:share all )?sharing options for\b",
    r"share all sharing options",
    r"this slideshow requires",
    r"please enable javascript",
    r"your browser does not support",
    r"copyright \W?\s*\d{4}",
    r"(?:link|url|title)\s*:\s*[\"']https?:",
    r"©",
    r"all rights reserved",
    r"(?:tổng )?số điểm của bài viết là",
    r"advertisement\b",
    r"(?:story|article) continues",
    r"continue reading below",
    r"scroll (?:down )?to continue",
    r"share this (?:article|story|post|page)\b",
    r"support (?:our|independent|quality) journalism",
    r"note: we are (?:temporarily )?moderating",
    r"comments? (?:are|is) (?:closed|moderated|off)",
    r"media playback is (?:not supported|unsupported)",
    r"mời (?:bạn|quý)\s?(?:đọc|vị)?.{0,40}(?:theo dõi|đón xem|xem thêm|đọc thêm)",
    r"theo dõi .{0,40} trên (?:google|facebook|zalo|youtube|tiktok)",
    r"vui lòng ghi rõ nguồn",
    r"trang (?:này|web này)? ?xem tốt nhất",
    r"best viewed (?:with|in|at)\b",
    r"\(\*\) không sao chép",
    r"(?:mọi )?ý kiến (?:đóng góp|phản hồi).{0,60}(?:gửi về|email|hòm thư)",
)
"""Calls to subscribe, follow, share; notes of the program behind the page."""

READ_MORE = re.compile(r"^[\W_]*(?P<label>[^:：>»|\d]{3,40}?)\s*[:：>»|]")
"""A label in front of a link: "Xem thêm: …", "Related: …"."""

COUNTER = _any(
    r"^\W*",
    r"(?:reading time\W*)?\d{1,3}\s*-?\s*min(?:ute)?s?(?:\s*read)?",
    r"\d{1,3}\s*phút(?: đọc)?",
    r"\d[\d.,]*\s*(?:views?|comments?|shares?|lượt xem|lượt đọc|lượt|bình luận|likes?|visits?|hits?)",
    r"(?:số )?(?:lượt|lần) (?:xem|đọc|truy cập)(?: bài)?\s*:?\s*[\d.,]+",
    r"(?:đã xem|đọc|views?|hits?|xem|lượt truy cập|viewed|visits|read)\s*:?\s*[\d.,]+(?: (?:lần|lượt))?",
    r"(?:thích|like)s?\s*:?\s*[\d.,]+",
    r"(?:đang|hiện) (?:online|truy cập|trực tuyến)\s*:?\s*[\d.,]+",
    r"(?:điểm|xếp hạng|đánh giá|rating)\s*:?\s*[\d.,]+(?:/\d+)?.{0,40}(?:lượt|phiếu|votes?|đánh giá)?",
    end=r"\W*$",
)
"""Numbers of readers, minutes, votes."""

ADDRESS = re.compile(r"^\(?(?:https?://|www\.)\S+$|^\S+@\S+\.\w+$", re.IGNORECASE)
"""A line that is nothing but an address."""

IMPRINT = _any(
    "",
    r"cơ quan (?:chủ quản|quản lý|thường trực)",
    r"giấy phép (?:số|thiết lập|hoạt động|xuất bản)",
    r"chịu trách nhiệm",
    r"bản quyền",
    r"ghi rõ nguồn",
    r"(?:trưởng|phó) ban biên tập",
    r"tổng biên tập",
    r"đơn vị (?:thiết kế|quản lý|chủ quản|vận hành|phát triển)",
    r"thiết kế (?:bởi|và)",
    r"(?:địa chỉ|trụ sở|đ/c|điện thoại|đt|tel|fax|hotline|email|e-mail|website)\s*:",
    r"copyright",
    r"©",
    r"all rights reserved",
    r"privacy policy",
    r"terms of (?:use|service)",
    r"(?:powered|developed|designed) by",
    r"giấy phép",
    r"lượt truy cập",
    r"đang online",
    r"版权所有",
    r"主办单位",
    r"ICP备",
    r"todos los derechos",
    r"tous droits",
    r"все права",
)
"""What stands in the imprint at the foot of a page."""

RIGHTS = _any(
    "",
    r"bản quyền (?:thuộc|của|©)",
    r"giấy phép (?:số|thiết lập|hoạt động|xuất bản)",
    r"chịu trách nhiệm (?:nội dung|chính|xuất bản|về nội dung)",
    r"ghi rõ nguồn",
    r"cơ quan chủ quản",
    r"(?:trưởng ban|tổng) biên tập",
    r"(?:comments|questions|e-?mail|mail|write|contact).{0,40}\bweb ?master\b",
    r"copyright",
    r"©",
    r"all rights reserved",
    r"版权所有",
    r"все права защищены",
)
"""What only an imprint says; addresses and telephones end notices too."""

CONSENT = _any(
    r"\b",
    r"(?:this|our) (?:web)?site uses cookies",
    r"we use cookies",
    r"necessary cookies",
    r"categorized as necessary",
    r"use of cookies",
    r"cookies (?:that|may|are|to|and|will)\b",
    r"cookie (?:policy|settings|preferences|consent)",
)
"""What asks for consent: prose, but on every page of a site."""

ERROR = _any(
    r"^(?:(?:oops|sorry|error|http|loi|default|ma loi) ){0,3}",
    r"(?:404|403|410|500|502|503|504)(?: (?:error|http|loi|not found|file|page|forbidden|access|object|trang|"
    r"khong|internal|server|service|bad gateway|gateway|unauthorized)\b.{0,60})?",
    r"(?:(?:the |this )?(?:requested )?(?:page|file|url|document|resource|object)\b.{0,20} )?"
    r"(?:was )?(?:could )?not (?:be )?found\b.{0,40}",
    r"(?:rat tiec )?(?:chung toi )?khong tim thay (?:trang|noi dung|duong dan|du lieu|tin)(?: .{0,30})?",
    r"(?:noi dung|duong dan|du lieu|bai viet|dia chi)(?: (?:trang|nay|ban tim|ban yeu cau))?"
    r" khong (?:ton tai|tim thay).{0,20}",
    r"trang (?:web )?(?:nay )?(?:ban |quy vi )?(?:dang )?(?:yeu cau |tim kiem |tim )?(?:nay )?"
    r"khong (?:ton tai|tim thay)\b.{0,60}",
    r"(?:access denied|forbidden|service unavailable|bad gateway|internal server error)(?: .{0,40})?",
    r"(?:server error|runtime error|object moved|database error)\b.{0,60}",
    r"the page cannot be (?:found|displayed)\b.{0,60}",
    r"(?:.{0,30} )?site (?:is )?(?:under maintenance|suspended)\b.{0,30}",
    r"page introuvable.{0,40}",
    r"pagina no encontrada.{0,40}",
    r"pagina nao encontrada.{0,40}",
    r"seite nicht gefunden.{0,40}",
    end="$",
)
"""What error pages are called, folded: a title, or a part of one between dashes or bars."""

ERROR_TITLES = frozenset(
    {
        "not found",
        "error",
        "object not found",
        "bad request",
        "page unavailable",
        "unauthorized",
        "account suspended",
        "wayback machine",
        "internet archive wayback machine",
        "thong bao loi",
        "he thong dang bao tri",
        "website dang bao tri",
    }
)

MORE = frozenset(
    {
        *(
            "xem tiep",
            "xem them",
            "xem tat ca",
            "chi tiet",
            "xem chi tiet",
            "tiep",
            "sau",
            "truoc",
            "xem",
            "doc tiep",
        ),
        *(
            "xem toan bo",
            "trang sau",
            "trang truoc",
            "trang dau",
            "trang cuoi",
            "more",
            "read more",
            "see all",
            "all",
        ),
        *(
            "view all",
            "see more",
            "view more",
            "next",
            "previous",
            "prev",
            "show more",
            "load more",
            "rss",
            "top",
        ),
    }
)
"""Links in a list that are no entries of it, folded."""

ACCORDING_TO = re.compile(
    r"^\s*[(\[]?\s*Theo\s+(?P<rest>(?:Báo|Tạp chí|TTXVN|Thông tấn|TTX|VOV|VTV|VGP|VnExpress|Vietnam|Cổng|Đài"
    r"|Trang|Website|https?://|www\.|Dân trí|Tuổi trẻ|Thanh niên|Nhân dân|Lao động|Tiền phong|Người lao động"
    r"|[\w-]+\.(?:vn|com|net|org))[^.!?]{0,80}(?:\.[^\s.!?]{1,40}){0,6}"
    r"|(?:[A-ZĐ][\w.]{0,15}[ ,-]{1,3}){1,5}[(/-] ?[A-ZĐ]{2,8}\b[^.!?]{0,20})[.)\]\s]*$"
)
"""A credit line "Theo <paper>"; "Theo" before anything else begins a sentence."""

END_MARK = re.compile(r"^\W*(?:#\s*){1,4}$|^[-–—]\s?30\s?[-–—]$")
"""The end of a press release."""

PLACE = _any(
    "",
    r"^\W*(?:địa điểm|nơi tổ chức|where|venue|location|address|địa chỉ|lugar|lieu|地点|地址)\s*[:：]",
    r"\b[A-Z]{2},?\s+\d{5}(?:-\d{4})?\b",
    r"^(?:số\s+)?\d+[a-z]?(?:/\d+)?,?\s+(?:đường|phố|ngõ)\s",
    r"^\d+\s+(?:\w+\s+){1,4}(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|lane|square)\b",
)
"""Where something takes place: an address, or a label before it. Announcements of a site share theirs."""

OTHER_PART = _any(
    r"^\W*",
    r"sponsors?|cosponsors?|contacts?|publisher|bảo trợ|tài trợ|người ký|liên hệ|(?:cơ quan|đơn vị) ban hành",
    r"nhà xuất bản|editora?|éditeur|herausgeber",
    end=r"\s*[:：]\s*(?P<name>\S.{1,80})",
)
"""What somebody named in a page has to do with it, other than having written it."""

NOBODY = frozenset(
    {
        *(
            "admin",
            "administrator",
            "quan tri",
            "quan tri vien",
            "ban bien tap",
            "bbt",
            "editor",
            "webmaster",
            "root",
        ),
        *(
            "superuser",
            "super user",
            "system",
            "user",
            "author",
            "unknown",
            "guest",
            "null",
            "none",
            "undefined",
        ),
        *(
            "website",
            "portal",
            "cms",
            "joomla",
            "wordpress",
            "drupal",
            "nukeviet",
            "sharepoint",
            "system account",
            "anonymous",
            "sys admin",
            "sysadmin",
            "web admin",
            "site admin",
            "administrador",
            "administrateur",
            "redaccion",
            "redaction",
            "staff",
            "news staff",
            "web team",
            "nguoi quan tri",
            "quan tri website",
            "quan tri he thong",
            "ban quan tri",
            "thomas",
            "host",
            "superadmin",
            "super admin",
            "adminportal",
            "test",
        ),
    }
)
"""Names of authors that name nobody, folded."""

"""The words that pages put beside an article. Data; compared folded (no marks, small letters, no signs).

Vietnamese lists follow what portals and newspapers write; English, Spanish, French, Portuguese, German,
Chinese, Arabic and Russian have the commonest of each.
"""

from __future__ import annotations

from functools import lru_cache

from reader.text.vietnamese import fold_text

RELATED_HEADINGS = """
Các tin khác | Tin khác | Các tin bài khác | Tin bài khác | Xem các tin khác | Tin liên quan
Các tin liên quan | Bài liên quan | Bài viết liên quan | Các bài viết liên quan | Tin bài liên quan
Tin tức liên quan | Tin cùng chuyên mục | Các tin cùng chuyên mục | Tin bài cùng chuyên mục
Bài viết cùng chuyên mục | Bài cùng chuyên mục | Cùng chuyên mục | Tin trong chuyên mục | Các tin đã đưa
Tin đã đưa | Các tin đã đưa ngày | Tin đã đưa ngày | Các tin đã đưa theo ngày | Tin đã đăng
Các tin đã đăng | Bài đã đăng | Những tin mới hơn | Những tin cũ hơn | Tin mới hơn | Tin cũ hơn
Các tin mới hơn | Các tin cũ hơn | Các tin trước | Các tin tiếp theo | Các tin cũ | Tin cũ
Theo dòng sự kiện | Dòng sự kiện | Các bài viết khác | Các bài khác | Bài khác | Bài viết khác
Xem thêm các bài viết khác | Bài viết của các tác giả khác | Bài viết cùng tác giả | Có thể bạn quan tâm
Bạn có thể quan tâm | Xem thêm | Đọc thêm | Đọc tiếp | Xem tiếp | Video liên quan | Tin cùng loại
Tin cùng chủ đề | Cùng chủ đề | Tin tức khác | Các tin tức khác | Thông báo khác | Các thông báo khác
Các thông tin khác | Thông tin khác | Thông tin liên quan | Văn bản liên quan | Văn bản khác
Văn bản, tin liên quan | Các văn bản khác | Chuyên mục khác | Sự kiện khác | Tin khác cùng chuyên mục
Các tin khác cùng chuyên mục | Những tin khác | Những tin đã đưa | Tin trước đó | Tin liên quan khác
Câu hỏi khác | Các câu hỏi khác | Câu hỏi liên quan | Chủ đề liên quan
Nội dung liên quan | Các nội dung khác | Các mục khác | Mục khác | Tin khác trong ngày
Tin tiếp theo | Bài tiếp theo | Các bài trước | Các bài mới | Tin cùng ngày | Related | Related news
Related articles | Related stories | Related posts | Related content | Related links | Related topics
Related coverage | Related items | Related pages | Related videos | Related reading | Related documents
Related story | Other news | Other articles | Other stories | Other posts | More news | More stories
More articles | More like this | More on this | More on this story | More on this topic
More from this section | More from this author | Read more | Read also | Also read | Read next | Read on
See also | You may also like | You might also like | You may like | Recommended | Recommended for you
Recommended reading | Recommended stories | Don't miss | Up next | Next up | Keep reading
Further reading | Similar articles | Similar stories | Similar posts | What to read next
From our partners | Around the web | From around the web | Promoted stories | Sponsored stories
Sponsored content | Previous article | Next article | Previous post | Next post | Previous news
Older news | Newer news | Archived news | Explore further | Explore more | Discover more
Noticias relacionadas | Artículos relacionados | Te puede interesar | También te puede interesar
Más noticias | Otras noticias | Relacionados | Relacionadas | Ver también | Lea también | Lee también
Articles liés | À lire aussi | Lire aussi | À voir aussi | Articles similaires | Sur le même sujet
Voir aussi | Autres actualités | Articles recommandés | Notícias relacionadas | Leia também | Veja também
Leia mais | Você pode gostar | Outras notícias | Ähnliche Artikel | Weitere Meldungen | Mehr zum Thema
Lesen Sie auch | Weitere Artikel | Похожие новости | Другие новости | Читайте также | По теме
Смотрите также | Новости по теме | 相关新闻 | 相关阅读 | 相关链接 | 相关文章 | 其他新闻 | 推荐阅读
延伸阅读 | 更多新闻 | 相關新聞 | 延伸閱讀 | 関連記事 | 関連ニュース | أخبار ذات صلة | مواضيع ذات صلة
اقرأ أيضا | مقالات ذات صلة | أخبار أخرى | المزيد من الأخبار | شاهد أيضا
"""
"""A line with one of these begins a list of other articles, when links follow it."""

NAMED_HEADINGS = """
Tin cùng chuyên mục | Các tin cùng chuyên mục | Tin khác về | Tin liên quan đến | Các tin khác về
Bài viết khác về | Bài viết cùng chuyên mục | Xem thêm các bài viết về | More from | More in
More news from | More stories from
"""
"""The same with the name of a section or subject behind them."""

POPULAR_HEADINGS = """
Tin mới | Tin mới nhất | Tin mới cập nhật | Tin mới đăng | Bài mới | Bài mới nhất | Bài viết mới
Bài viết mới nhất | Tin nổi bật | Bài nổi bật | Tin đọc nhiều | Tin đọc nhiều nhất | Đọc nhiều
Đọc nhiều nhất | Xem nhiều | Xem nhiều nhất | Tin xem nhiều | Tin tức mới | Tin tức mới nhất
Tin tức nổi bật | Tiêu điểm | Tin tiêu điểm | Bài đọc nhiều | Bài viết nổi bật | Tin hot
Bài viết xem nhiều | Latest news | Latest stories | Latest articles | Latest posts | Latest headlines
Recent news | Recent posts | Recent articles | Recent stories | Most read | Most popular | Most viewed
Most recent | Popular posts | Popular stories | Popular now | Popular articles | Trending | Trending now
Trending stories | Top stories | Top news | Top posts | Editors' picks | Editor's picks | Newest articles
Featured | Featured stories | In other news | Lo más leído | Lo más visto | Últimas noticias
Dernières actualités | Les plus lus | Mais lidas | Meistgelesen | 最新新闻 | 热门新闻 | الأكثر قراءة
"""
"""The same for lists that are about no article: never read from a side column."""

NOTICE_HEADINGS = """
Thông báo | Thông báo mới | Các thông báo | Thông báo mới nhất | Thông tin thông báo
Thông báo - Tuyển dụng | Bảng tin thông báo | Thông báo chung | Tin thông báo | Thông báo - Mời họp
Thông báo, mời họp | Announcements | Announcement | Notices | Public notices | Notice board
Official notices | Alerts | Avisos | Comunicados | Anuncios | Annonces | Avis | Bekanntmachungen
Объявления | 通知公告 | 公告 | 通知 | إعلانات
"""

CONTROLS = """
In | In ra | In ấn | In bài viết này | In bài viết | In bài | In tin | In trang | In trang này
In nội dung | Bản in | Quay lại | Trở lại | Trở về | Quay về | Về trang trước | Trang trước | Trang sau
Lên trên | Lên đầu trang | Đầu trang | Trở về đầu trang | Về đầu trang | Trang chủ | Gửi mail | Gửi email
Gửi tin qua email | Gửi cho bạn bè | Gửi bài viết | Gửi tin này | Giới thiệu bài viết cho bạn bè
Lưu bài viết này | Lưu bài viết | Lưu tin | Tăng font | Giảm font | Tăng cỡ chữ | Giảm cỡ chữ | Cỡ chữ
Cỡ chữ mặc định | Xem với cỡ chữ | Thay đổi cỡ chữ | Cỡ chữ Aa | Aa | A A A | A A | A | 100 | Thích
Chia sẻ
Chia sẻ bài viết | Chia sẻ bài viết này | Chia sẻ Facebook | Chia sẻ lên Facebook | Chia sẻ Zalo
Chia sẻ Twitter | Chia sẻ qua | Chia sẻ với | Zalo | Facebook | Twitter | Đánh giá | Đánh giá bài viết
Xếp hạng bài viết | Đánh giá bài viết này | Click để xếp hạng bài viết | Click để đánh giá bài viết
Bình luận | Gửi bình luận | Ý kiến của bạn | Ý kiến bạn đọc | Phản hồi | Gửi phản hồi | Ý kiến
Gửi ý kiến | Viết bình luận | Đóng cửa sổ | Đóng lại | Đóng | Phóng to | Thu nhỏ | Phóng to thu nhỏ
Nghe bài viết | Nghe đọc bài | Đọc bài viết | Nghe nội dung | Xem theo ngày | Xem tin theo ngày
Copy link | Sao chép liên kết | Sao chép | Báo lỗi | Chọn Link liên kết | Xem tất cả | Xem toàn bộ
Chia sẻ tin | Tin trước | Tin sau | Bài trước | Bài sau | Tin tiếp | Danh sách | Tải về máy | Tương phản
Giọng nữ | Giọng nam | Đọc bài | Dừng đọc | Đang tải | Thư viện ảnh | Đăng nhập | Đăng ký | Tìm kiếm
Liên hệ | Sơ đồ trang | Sơ đồ cổng | Lịch sử | Theo dõi | Print | Print this page | Print page
Print article | Printer friendly version | Printer-friendly | Back | Go back | Back to top | Top
Back to list | Return to top | To top | Home | Email | E-mail | Email this | Email this article
Email to a friend | Send to a friend | Send | Share | Share this | Share this article | Share this story
Share this page | Share this post | Share on | Share on Facebook | Share on Twitter | Share via email
Share on LinkedIn | Share on WhatsApp | Share on Pinterest | Share on Reddit | Share article | Tweet
Tweet this | Pin it | Pin | Like | Like this | Like this article | Follow | Follow us | Follow us on
Flipboard | Whatsapp | WhatsApp | Telegram | LinkedIn | Pinterest | Reddit | Tumblr | Messenger
Facebook Messenger | Line | Copy | Link copied | Copied | Save | Save this | Bookmark | Comment | Comments
Leave a comment | Leave a reply | Add a comment | Post a comment | View comments | Show comments
Post comment | No comments | Reply | Be the first to comment | Write a comment | Join the conversation
Click to comment | Loading | Loading... | Advertisement | Advertisements | Ad | Ads | Sponsored
Story continues | Story continues below advertisement | Article continues below | Continue reading
Continue reading below | Skip advertisement | Skip to main content | Skip to content | Read the full story
Read full article | Close | Open | Menu | Search | Login | Log in | Sign in | Sign up | Register
Subscribe | Subscribe now | Subscribe today | Enlarge | Enlarge image | View gallery | Gallery | Play
Play video | Pause | Mute | Listen | Listen to this article | Next | Previous | Prev | Next page
Previous page | Next slide | Previous slide | Show more | Show less | View more | View all | See all
See more | More | Less | Hide | Hide caption | Show caption | Toggle caption | Caption
Hide caption toggle caption | Font size | Text size | Increase font size | Decrease font size
Text resize | Listen now | Download audio | Report an error | Get our newsletter
Sign up for our newsletter | Image | Video | Watch | Watch video | Recommended videos | Edit | Translate
Permalink | Permanent link | Report | Report this | Rate this | Rate this article | Translate this page
Media playback is unsupported on your device | New search | Help | Imprimir | Compartir | Compartilhar
Compartilhe | Enviar | Volver | Volver arriba | Comentarios | Comentários | Publicidad | Publicidade
Imprimer | Partager | Partager la page | Partager cette page | Partager sur | Courriel
Imprimir la página | Envoyer | Retour | Haut de page | Retour en haut | Commentaires | Publicité
Drucken | Teilen | Zurück | Nach oben | Anzeige | Kommentare | Печать | Распечатать | Поделиться | Назад
Наверх | Реклама | Комментарии | Отправить | 打印 | 关闭 | 返回 | 返回顶部 | 分享 | 分享到 | 打印本页
关闭窗口 | 【打印】 | 【关闭】 | 字号 | 大 中 小 | 列印 | طباعة | مشاركة | عودة | إلى الأعلى | شارك
"""
"""A line that is one of these, or several of them in a row, is no text."""

CONTENTS_LABELS = """
Table of contents | Contents | In this article | In this guide | On this page | Jump to | Jump to section
Mục lục | Mục lục bài viết | Nội dung chính | Nội dung bài viết | Trong bài viết này
Table of contents show
Índice | Contenido | En esta página | Sommaire | Table des matières | Inhalt | Inhaltsverzeichnis | Índice
Оглавление | Содержание | 目录 | 目錄
"""
"""The heading of a list of places on the same page; none without the list."""

TAG_LABELS = """
Từ khóa | Từ khoá | Tags | Tag | Thẻ | Từ khóa liên quan | Chủ đề | Keywords | Filed under | Topics
Tagged | Posted in | Categories | Category | Related tags | Related topics | Tags in this story
Etiquetas | Palabras clave | Mots-clés | Schlagwörter | Теги | 标签 | 关键词 | Tagged with | Tagged as
Tagged in | More about | Explore more on these topics | Chuyên mục | Danh mục
"""

ATTACHMENT_LABELS = """
Tài liệu kèm theo | Tài liệu đính kèm | File đính kèm | Tập tin đính kèm | Tệp đính kèm | Tệp tin đính kèm
Văn bản đính kèm | Các tập tin đính kèm | Các file đính kèm | Tải về | Tải file | Tải văn bản
Tải tài liệu | File tải về | Documents à télécharger | Télécharger | Documentos | Descargas | Attachments
Attachment | Attached files | Attached file | Downloads
Download | Documents | Agendas | Files | Minutes | Tài liệu | Văn bản | Adjuntos | Pièces jointes | 附件
"""

DATE_LABELS = """
Đăng ngày | Ngày đăng | Ngày đăng tin | Ngày đăng bài | Đăng lúc | Đăng vào | Đã đăng | Ngày cập nhật
Cập nhật | Cập nhật lúc | Cập nhật ngày | Cập nhật lần cuối | Lần cập nhật cuối | Thời gian đăng tin
Thời gian đăng | Thời gian | Xuất bản | Xuất bản lúc | Ngày xuất bản | Ngày tạo | Tạo ngày | Ngày viết
Viết ngày | Ngày ban hành | Ngày gửi | Đưa tin lúc | Ngày đưa tin | Đăng tải | Post on | Posted
Posted on | Posted at | Published | Published on | Published at | Publication date | Date published
First published | Publish date | Published date | Date | Date posted | Issued | Issued on | Created
Created on | Release date | Updated | Updated on | Updated at | Last updated | Last updated on
Last modified | Last reviewed | Last update | Modified | Date updated | For immediate release | Publicado
Publicado el | Fecha | Fecha de publicación | Actualizado | Publié le | Publié | Mis à jour le
Date de publication | Publicado em | Atualizado em | Veröffentlicht am | Stand | Aktualisiert am
Опубликовано | Дата публикации | Дата | 发布时间 | 发布日期 | 日期 | 时间 | 发表时间 | 更新时间 | 发布于
تاريخ النشر | نشر في | التاريخ
"""
UPDATE_WORDS = (
    "cap nhat",
    "update",
    "modified",
    "revi",
    "actualizado",
    "mis a jour",
    "atualizado",
    "aktualisiert",
    "stand",
    "更新",
)
"""A date label with one of these tells of a change; a date of publication beside it is preferred."""

AUTHOR_LABELS = """
Tác giả | Tác giả bài viết | Người đăng | Người đăng bài viết | Người viết | Người đưa tin | Bút danh
Tin ảnh | Tin và ảnh | Bài và ảnh | Bài ảnh | Tin bài | Tin | Ảnh | Bài | Thực hiện | Biên tập
Tin bài ảnh | Tin bài và ảnh | Người thực hiện | Phóng viên | Cộng tác viên | Author | By | Written by
Posted by | Published by | Reported by | Story by | Words by | Reporter | Text and photos | Report by
Author(s) | Autor | Por | Escrito por | Publicado por | Redacción | Par | Publié par | Rédigé par
Auteur | Von | Автор | 作者 | 记者 | 编辑 | 责任编辑
الكاتب | بقلم
"""

OWN_ADDRESS_LABELS = """
Địa chỉ bài viết | Link bài viết | Đường dẫn bài viết
"""
"""The address of the page itself at the end of a copy for printing: its source when no other is named."""

SOURCE_LABELS = """
Nguồn | Nguồn tin | Theo nguồn | Nguồn bài viết
Nguồn dẫn | Nguồn trích | Nguồn gốc | Nguồn tham khảo | Trích nguồn | Dẫn nguồn | Link gốc | Link bài gốc
Xem bài gốc | Bài gốc | Source | Sources | Original source | Original article | Originally published
Originally published at | Originally published by | Fuente | Fuentes | Fonte | Quelle | Источник | 来源
文章来源 | 信息来源 | 稿件来源 | 來源 | 出处 | المصدر
"""

COUNTER_LABELS = """
Lượt xem | Số lượt xem | Lượt đọc | Số lần đọc | Đã xem | Views | Hits | Cỡ chữ | Font size | Chuyên mục
Category | Categoría | Rubrique | Thể loại | Bình luận | 浏览次数 | 点击数 | 阅读次数
访问量 | 字号 | 字体 | 分享 | 点击量 | 阅读量
"""
"""What else stands in a line with date, source and author."""

EVENT_LABELS = """
When | Date and time | Date & time | Event date | Meeting date | Hearing date | Time | Start | Starts | Begins
End | Ends | Deadline | Due | Due date | Thời gian diễn ra | Thời gian tổ chức | Ngày tổ chức | Ngày diễn ra
Khai mạc | Hạn nộp | Hạn cuối | Cuándo | Fecha y hora | Quand | Date limite | Wann
"""
"""Before the day of what a page announces, which is a part of its text."""

SECTION_LABELS = """
Chuyên mục | Thể loại | Danh mục | Category | Section | Categoría | Rubrique | 栏目 | 分类
"""
"""Before the name of the section that an article belongs to."""

GENERIC_TITLES = """
Chi tiết tin | Chi tiết | Chi tiết bài viết | Xem tin | Xem chi tiết | Tin tức | Tin tức chi tiết
Nội dung
Nội dung tin | Bài viết | Bản in | In bài viết | Trang in | Print | Print version | News | News details
News detail | Details | Detail | Article | View | Page | Tin tức - Sự kiện | Chi tiết văn bản
Notas de prensa
Noticias | Actualités | Press releases | Press release | Xem bài viết | Đọc tin
"""
"""Page titles that name a template, not a page."""

CRUMB_LABELS = """
Breadcrumb | Breadcrumbs | Bạn đang ở đây | Bạn đang xem | Vị trí | Đường dẫn | You are here
You are in | Estás aquí
Estás en | Usted está aquí | Vous êtes ici | Sie sind hier | 当前位置 | 您的位置 | 您所在的位置 | 您现在的位置
"""

HOME_NAMES = """
Trang chủ | Trang nhất | Trang đầu | Home | Homepage | Home page | Start | Inicio | Accueil | Início
Startseite | Главная | 首页 | 首頁 | الرئيسية
"""

KICKERS = """
Blog | News | Article | Post | Story | Feature | Video | Title | Headline | Tin tức | Tin | Bài viết
Noticia | Noticias | Actualité | Actualités
"""
"""What kind of page it is, in front of a headline that the page tells without it."""

SITE_NAMES = """
Cổng thông tin điện tử | Trang thông tin điện tử | Cổng thông tin | Trang tin điện tử | Cổng TTĐT
Trang TTĐT | Website | Portal | Cổng giao tiếp điện tử | Trang điện tử | Báo điện tử | Trang chủ | Home
Homepage | Welcome | Untitled | Untitled document | Trang tin | Default
"""
"""A page title that begins with one of these, or is one, names the site and not the page."""


def opens_list(form: str) -> bool:
    """Whether a folded line is a heading of a list of other articles, a section's name behind it or not."""
    return form in folded(RELATED_HEADINGS) or form in folded(POPULAR_HEADINGS) or form.startswith(_starts())


@lru_cache(maxsize=1)
def _starts() -> tuple[str, ...]:
    return tuple(f"{form} " for form in folded(NAMED_HEADINGS))


@lru_cache(maxsize=16)
def folded(names: str) -> frozenset[str]:
    """The entries of a list above, folded."""
    return frozenset(
        form for line in names.splitlines() for entry in line.split("|") if (form := fold_text(entry))
    )


@lru_cache(maxsize=16384)
def fold(line: str) -> str:
    """``fold_text``, remembered: the short lines of a site repeat from page to page."""
    return fold_text(line)

"""What a class, id or tag says about the part of a page that carries it.

The names are data (``NAMES``); the step cuts a class or id into words ("TinLienQuan" -> tin, lien, quan) and
looks them up, the longest match first. A role is a hint only: ``weights`` ignores one that would take away
most of a page, since themes give their outermost wrapper names such as "has-sidebar".
"""

from __future__ import annotations

import re
from enum import IntFlag
from functools import lru_cache


class Role(IntFlag):
    """Hints; an element may have several."""

    NONE = 0
    NAV = 1  # menus, pagers, language switches
    FRAME = 2  # page header and footer
    ASIDE = 4  # side columns, widgets, portlets beside the article
    COMMENTS = 8
    RELATED = 16  # lists of other articles
    TOOLS = 32  # print, share, font size, counters, rating
    PROMO = 64  # advertising, newsletters, subscriptions, cookie notices
    META = 128  # the line with author and date
    TAGS = 256  # key words, categories
    CAPTION = 512
    LEAD = 1024
    TITLE = 2048
    BODY = 4096
    CRUMBS = 8192
    AUTHOR = 16384
    DATE = 32768
    SOURCE = 65536
    BIO = 131072  # box about the author
    HIDDEN = 262144  # for screen readers or print only
    NOTICE = 524288  # announcements beside the article
    LEGAL = 1048576  # copyright, disclaimer
    SECTION = 2097152  # the name of the category above an article


FURNITURE = (
    Role.NAV | Role.FRAME | Role.ASIDE | Role.COMMENTS | Role.RELATED | Role.TOOLS | Role.PROMO
    | Role.TAGS | Role.CRUMBS | Role.BIO | Role.HIDDEN | Role.NOTICE | Role.LEGAL
)  # fmt: skip
"""Roles whose text is no part of an article."""

NAMES: dict[Role, str] = {
    Role.NAV: """
        nav navs navbar navigation navlist navigator menu menus submenu topmenu mainmenu megamenu tabs
        tabstrip toc-nav sitemap pager paging pagination paginate pagenav pagenavi page-numbers
        page-links prev-next previous-next next-prev post-navigation nextpost prevpost prevnext leftmenu
        topnav sidenav subnav leftnav breadcrumb-nav =skip skiplink skip-link skip-links jump-links
        lang-switcher language-switcher languages phantrang phan-trang dieu-huong danh-muc quicklaunch
        quick-launch quick-links quicklinks letters-index select-lang weblink linkweb lienketweb
        lien-ket lienket link-web
    """,
    Role.FRAME: """
        =header masthead =banner =top topbar top-bar site-header page-header-top global-header footer
        footers foot site-footer page-footer colophon bottombar bottom-bar chan-trang chantrang
        dau-trang dautrang pagetop back-to-top backtotop scrolltop scroll-top gotop ribbonrow ribboncont
    """,
    Role.ASIDE: """
        sidebar sidebars side-bar aside =widget =widgets widget-area rail right-rail rightrail left-rail
        sidecol side-col rightcol right-col right-column col-right cot-phai cotphai =secondary =tertiary
        zone-right zone-left infobox-side infobar sidemenu
    """,
    Role.COMMENTS: """
        comment comments commentlist comment-list comment-respond commentform disqus disqus-thread
        respond reply replies discussion livefyre fb-comments facebook-comments guestbook trackbacks
        pingbacks binhluan binh-luan y-kien ykien phan-hoi phanhoi gopy gop-y commenting viafoura coral
        talk-embed reader-comments user-comments readercomments
    """,
    Role.RELATED: """
        related relate relateds relatedposts related-posts related-post related-news related-articles
        relatedarticles similar recommended recommend recommendation recommendations recirc
        recirculation read-more readmore readnext read-next more-news morenews more-stories more-on
        more-from more-in othernews other-news otherposts other-posts other-title other-articles yarpp
        jp-relatedposts outbrain taboola zergnet mgid trending popular most-read mostread most-popular
        mostpopular top-stories topstories latest-news latestnews recent-posts recentposts recent-news
        also-read see-also you-may-like you-might-also-like may-also-like up-next upnext next-article
        onward tin-khac tinkhac tin-lien-quan tinlienquan lienquan lien-quan bai-khac bai-lien-quan
        bailienquan cung-chuyen-muc cungchuyenmuc tin-cung tin-cu tin-moi tinmoi tincu tin-da-dua
        tindadua cac-tin cactin xem-them xemthem xem-tiep xemtiep doc-them docthem doc-nhieu docnhieu
        xem-nhieu xemnhieu tin-noi-bat tinnoibat bv-lq tbtinkhac article-other news-other more-articles
        morearticles further-reading interstitial-link in-article-link carousel-related relatedcontent
        related-content related-links relatedlinks relatedstories related-stories story-related
        storylinks inline-related rel-links relacionados relacionadas articles-lies lire-aussi
    """,
    Role.TOOLS: """
        share sharing shares shareit sharebar sharebox share-this sharethis sharedaddy social socials
        social-media socialmedia social-links social-share social-icons addthis addtoany a2a sns likebox
        like-button fb-like twitter-share tweet-button toolbar toolbars tools tool-box toolbox
        article-tools page-tools pagetools actions action-bar print-button printer print-link
        printfriendly send-email email-this font-size fontsize text-size textsize resize rating ratings
        vote votes star-rating counter counters hitcount hit-count hitcounter visitors visitor-count
        view-count viewcount views-count post-views pageviews hits thong-ke thongke luot-truy-cap
        luottruycap truy-cap truycap luot-xem luotxem in-trang ban-in dong-chuc-nang dongchucnang
        chuc-nang-in thanh-cong-cu chia-se chiase danh-gia danhgia bookmark bookmarks copylink copy-link
        listen audio-player text-to-speech tts readspeaker edit-link editsection mw-editsection cong-cu
        print-hidden nghe-bai skin-switch partage partager compartir compartilhar clock current-date
        current-time todays-date lang-bar search
        searchbox search-box search-form searchform login login-box signin dangnhap dang-nhap tim-kiem
        timkiem marquee gallery-nav player-controls wmipp wm-ipp wm-ipp-base
    """,
    Role.PROMO: """
        ad ads adv advert adverts advertisement advertising advertorial-note adsense adslot ad-slot
        adbox ad-box ad-unit ad-container adcontainer ad-wrapper dfp gpt sponsor sponsors sponsored
        promo promos promoted promotion promotions newsletter newsletters newsletter-signup signup
        sign-up subscribe subscription subscriptions paywall paywall-message cta call-to-action
        callout-subscribe cookie cookies cookie-banner cookie-notice cookie-consent consent gdpr ccpa
        popup pop-up modal lightbox-content overlay donate donation donations membership quang-cao
        quangcao qc mailchimp mc-embed optin opt-in lead-magnet app-download download-app appstore
        notification-bar alert-bar breaking-news-bar affiliate coupon deals marketing-box partner-box
    """,
    Role.META: """
        meta metadata metas metaline entry-meta post-meta article-meta post-info article-info entry-info
        postmetadata postinfo byline-wrap byline-block dateline timestamp-block story-meta submitted
        author-date author-meta info-bar article-header-info posted-on
    """,
    Role.TAGS: """
        tags tag-list taglist tagcloud tag-cloud tag-links taglinks post-tags article-tags keywords
        keyword td-tags entry-tags category-list cat-links catlinks topics topic-list article-topics
        tu-khoa tukhoa hashtags entry-categories post-categories filed-under tagged posted-in
    """,
    Role.CAPTION: """
        caption captions figcaption wp-caption-text photo-caption image-caption img-caption imagecaption
        photocaption picture-caption img-desc image-desc cutline mo-ta-anh motaanh chu-thich chuthich
        chu-thich-anh pcaption photo-credit image-credit img-credit credit-line mediacaption
        media-caption =pie pie-foto piefoto vcbimagecaption caption-text
    """,
    Role.LEAD: """
        lead leads leadtext lead-text intro introtext intro-text introduction standfirst sapo sub-title
        subtitle subhead subheading subheadline sub-headline deck dek summary article-summary
        news-summary excerpt post-excerpt abstract hometext home-text chapo tom-tat tomtat trich-yeu
        trichyeu mo-ta-tin article-desc article-description description news-desc shortdesc short-desc
        lead-paragraph trichdan trich-dan gioi-thieu-tin mo-dau teaser-text-lead kicker-lead entradilla
        bajada
    """,
    Role.TITLE: """
        =head title titles headline headlines heading entry-title post-title article-title news-title
        newstitle page-title pagetitle title-detail titledetail detail-title story-title tieu-de tieude
        ten-tin tentin ten-bai tenbai title-news titlenews td-title hed content-title
        documentfirstheading firstheading heading-title titulo titular titre ten-ban-tin tenbantin
    """,
    Role.BODY: """
        article-body articlebody article-content articlecontent article-text entry-content entrycontent
        post-content postcontent post-body postbody story-body storybody storytext story-text
        story-content article-main body-content bodytext body-text news-content newscontent news-detail
        newsdetail news-body content-detail contentdetail detail-content detailcontent fck-detail
        maincontent-body noi-dung noidung noi-dung-tin chi-tiet chitiet doc-tin doctin
        journal-content-article asset-content field-name-body field--name-body rtestate-field rtestate
        ms-rtestate-field article-detail detail-artical article-copy articlecopy text-content rich-text
        richtext rte cms-content blog-post-body single-content td-post-content main-article-content
        mw-parser-output bai-viet baiviet noidung-baiviet content-news contentnews e-content post-entry
    """,
    Role.CRUMBS: """
        breadcrumb breadcrumbs bread-crumb bread-crumbs crumb crumbs crumb-nav crumbtrail pathway
        path-way duong-dan duongdan migas fil-ariane filariane
        you-are-here youarehere sitemappath site-map-path =path rootline
    """,
    Role.AUTHOR: """
        author authors byline bylines by-line author-name authorname tac-gia tacgia writer reporter
        posted-by postedby article-author byl vcard but-danh
    """,
    Role.DATE: """
        date dates datetime time times timestamp time-stamp published publish-date pubdate pub-date
        published-date post-date postdate entry-date article-date news-date date-publish publishdate
        posted-on date-posted dateline date-line ngay-dang ngaydang ngay-cap-nhat ngaycapnhat thoi-gian
        thoigian ngay-thang ngaythang show-date showdate time-up time-update created modified updated
        last-updated created-date ngay fecha
    """,
    Role.SOURCE: """
        source sources nguon nguon-tin nguontin credit credits article-source news-source
    """,
    Role.BIO: """
        author-bio authorbio author-box authorbox author-info about-author about-the-author bio
        biography author-description author-profile author-card abh-box writer-bio contributor-bio
        post-author-box saboxplugin
    """,
    Role.HIDDEN: """
        sr-only visually-hidden visuallyhidden screen-reader-text screen-reader element-invisible
        element-hidden a11y-hidden =hidden =hide =printonly =print-only =only-print =d-none
        assistive-text ng-hide is-hidden hidden-text invisible offscreen off-screen clip-hide
    """,
    Role.NOTICE: """
        thong-bao thongbao announcement announcements notice-board noticeboard notices
    """,
    Role.LEGAL: """
        copyright copyrights disclaimer disclaimers legal ban-quyen banquyen license licence terms
    """,
    Role.SECTION: """
        folder-title foldertitle section-name category-name categoryname chuyen-muc chuyenmuc
        ten-chuyen-muc webpart-title portlet-title module-title article-category post-category
        entry-category eyebrow kicker
    """,
}
"""Names, as words joined by "-". One matches inside a longer name too ("post-comments-list"), unless "="
stands before it."""

TAG_ROLES = {
    "nav": Role.NAV,
    "footer": Role.FRAME,
    "header": Role.NONE,  # article headers carry the title; page headers are known by their place
    "aside": Role.ASIDE,
    "figcaption": Role.CAPTION,
    "menu": Role.NAV,
    "dialog": Role.PROMO,
}
ARIA_ROLES = {
    "navigation": Role.NAV,
    "banner": Role.FRAME,
    "contentinfo": Role.FRAME,
    "complementary": Role.ASIDE,
    "search": Role.TOOLS,
    "dialog": Role.PROMO,
    "alertdialog": Role.PROMO,
    "menu": Role.NAV,
    "menubar": Role.NAV,
    "toolbar": Role.TOOLS,
    "tablist": Role.NAV,
}
ITEMPROPS = {
    "headline": Role.TITLE,
    "articlebody": Role.BODY,
    "author": Role.AUTHOR,
    "datepublished": Role.DATE,
    "description": Role.LEAD,
    "breadcrumb": Role.CRUMBS,
    "comment": Role.COMMENTS,
    "keywords": Role.TAGS,
}

_CUT = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SHOWN_ON_WIDE = re.compile(
    r"(?:^|\s)(?:(?:sm|md|lg|xl|2xl|xxl|tablet|desktop)[:-](?:block|flex|grid|inline|table|contents)"
    r"|d-(?:sm|md|lg|xl|xxl)-(?:block|flex|grid|inline|table)|show-for-|visible-(?:md|lg))"
)
"""What small screens hide and wide ones show is hidden from nobody who reads the saved page."""
_FORMATTING = re.compile(
    r"^has-|(?:font|text)-?size-?(?:\d|[xl]*[sml]\b|[smlx][dgl]\b|small|medium|large|normal|base)",
    re.IGNORECASE,
)
"""Classes that say how a text looks, or what a part contains ("has-sidebar"), not what it is."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SENTENCE = 5
"""Words of an id that was made of a heading's text ("copyright-in-a-world-of-copies"), as those of headings
are."""
_LONGEST_NAME = 4
_GENERATED = re.compile(r"\d{4,}|[0-9a-f]{8}")


@lru_cache(maxsize=1)
def _names() -> dict[str, Role]:
    table: dict[str, Role] = {}
    for role, names in NAMES.items():
        for name in names.split():
            for form in {name, name.replace("-", "")}:
                table[form] = table.get(form, Role.NONE) | role
    return table


@lru_cache(maxsize=32768)
def named(name: str) -> Role:
    """The roles that one class name or id gives."""
    table = _names()
    words = [word.lower() for word in _CUT.findall(name) if not word.isdigit()]
    found = table.get("=" + "-".join(words), Role.NONE)
    start = 0
    while start < len(words):
        for length in range(min(_LONGEST_NAME, len(words) - start), 0, -1):
            role = table.get("-".join(words[start : start + length]))
            if role is None and length > 1:
                role = table.get("".join(words[start : start + length]))
            if role is not None:
                found |= role
                start += length
                break
        else:
            start += 1
    return found


@lru_cache(maxsize=65536)
def role_of(
    tag: str, classes: str | None, ident: str | None, aria: str | None = None, itemprop: str | None = None
) -> int:
    """The roles of an element, by its tag, class, id, ``role`` and ``itemprop``."""
    found = TAG_ROLES.get(tag, Role.NONE)
    for name in classes.split() if classes else ():
        if not _FORMATTING.search(name):
            found |= named(name)
    if classes and found & Role.HIDDEN and _SHOWN_ON_WIDE.search(classes):
        found &= ~Role.HIDDEN
    if ident and tag not in _HEADINGS and ident.count("-") < _SENTENCE and not _GENERATED.search(ident):
        found |= named(ident)
    if aria:
        found |= ARIA_ROLES.get(aria.lower(), Role.NONE)
    for prop in itemprop.lower().split() if itemprop else ():
        found |= ITEMPROPS.get(prop, Role.NONE)
    return int(found)

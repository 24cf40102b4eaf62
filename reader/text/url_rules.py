"""What makes two addresses the same page: rules as data, each with its reason."""

from __future__ import annotations

DEFAULT_PORTS = {"http": "80", "https": "443"}

# Names of the file that a server sends for a folder.
INDEX_STEMS = frozenset({"index", "default"})
INDEX_ENDINGS = frozenset({"", "html", "htm", "shtml", "xhtml", "php", "asp", "aspx", "jsp", "cfm"})

# Endings of programs: their parameters say which page it is.
PROGRAM_ENDINGS = frozenset(
    {
        "php",
        "php3",
        "php5",
        "phtml",
        "asp",
        "aspx",
        "ashx",
        "jsp",
        "jspx",
        "do",
        "action",
        "cfm",
        "cgi",
        "pl",
        "dll",
        "nsf",
    }
)
# Programs that run on servers which do not tell capitals from small letters (IIS).
CASELESS_ENDINGS = frozenset({"asp", "aspx", "ashx", "asmx", "axd"})

# Counting and campaign parameters: they never change the page.
TRACKING = frozenset(
    {
        *(
            "fbclid",
            "gclid",
            "gclsrc",
            "dclid",
            "gbraid",
            "wbraid",
            "msclkid",
            "yclid",
            "twclid",
            "ttclid",
            "igshid",
        ),
        *(
            "mc_cid",
            "mc_eid",
            "_ga",
            "_gl",
            "_hsenc",
            "_hsmi",
            "mkt_tok",
            "zarsrc",
            "spm",
            "vero_id",
            "wt_mc",
        ),
        *(
            "s_cid",
            "cmpid",
            "fb_action_ids",
            "fb_action_types",
            "fb_source",
            "fb_comment_id",
            "replytocom",
            "share",
        ),
    }
)
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "itm_")

# Session numbers: one page has as many as it had visitors.
SESSION = frozenset(
    {"phpsessid", "jsessionid", "asp.net_sessionid", "cfid", "cftoken", "sessionid", "session_id", "osid"}
)
SESSION_PREFIXES = ("aspsessionid",)

# Parameters that ask for the print copy of the same article (Joomla, DotNetNuke, Liferay, home-made).
PRINT_COPY = frozenset(
    {
        "print",
        "printmode",
        "dnnprintmode",
        "printable",
        "inbaiviet",
        "isprint",
        "forprint",
        "skinsrc",
        "containersrc",
    }
)
PRINT_COPY_VALUES = frozenset(
    {
        *(
            ("tmpl", "component"),
            ("view", "print"),
            ("mode", "print"),
            ("format", "print"),
            ("layout", "print"),
        ),
        *(
            ("action", "print"),
            ("type", "print"),
            ("task", "print"),
            ("op", "print"),
            ("p_p_state", "pop_up"),
        ),
    }
)
# Against caches only.
CACHE_BREAKERS = frozenset({"_", "nocache", "cachebuster", "rnd", "rand"})

# How a page is shown, not which page: dropped when only "the same page" is asked for.
PRESENTATION = frozenset(
    {
        *(
            "lang",
            "language",
            "locale",
            "hl",
            "font",
            "fontsize",
            "theme",
            "skin",
            "view",
            "display",
            "layout",
            "mode",
        ),
        *(
            "sort",
            "sortby",
            "order",
            "orderby",
            "dir",
            "pagesize",
            "perpage",
            "limit",
            "highlight",
            "q",
            "keyword",
        ),
        *(
            "keywords",
            "s",
            "search",
            "returnurl",
            "return",
            "backurl",
            "redirect",
            "url",
            "ref",
            "referer",
            "referrer",
            "from",
            "source",
            "src",
        ),
    }
)

# File endings that a mirror adds to what the server called otherwise: "page.aspx.html".
ADDED_ENDINGS = ("html", "htm")

GENERIC_DOMAINS = frozenset(
    "com net org gov edu mil int info biz name pro aero coop museum asia cat jobs mobi tel travel arpa "
    "app dev blog cloud online site xyz news agency city press wiki example".split()
)
COUNTRY_DOMAINS = frozenset(
    "ac ad ae af ag ai al am ao aq ar as at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz "
    "ca cc cd cf cg ch ci ck cl cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr "
    "ga gb gd ge gf gg gh gi gl gm gn gp gq gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it "
    "je jm jo jp ke kg kh ki km kn kp kr kw ky kz la lb lc li lk lr ls lt lu lv ly ma mc md me mg mh mk ml mm mn mo mp mq mr ms mt mu mv mw mx my mz "
    "na nc ne nf ng ni nl no np nr nu nz om pa pe pf pg ph pk pl pm pn pr ps pt pw py qa re ro rs ru rw "
    "sa sb sc sd se sg sh si sk sl sm sn so sr ss st su sv sx sy sz tc td tf tg th tj tk tl tm tn to tr tt tv tw tz "
    "ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw".split()
)

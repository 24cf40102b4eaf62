"""What makes two addresses the same page: rules as data, each with its reason.

Names of parameters are in lower case. The lists come from what the makers of the named programs document and
from links on saved pages of government portals.
"""

from __future__ import annotations

import re

DEFAULT_PORTS = {"http": "80", "https": "443"}
NO_PORTS = ("", "80", "443")
"""Ports that make no difference between addresses: the scheme is not compared either."""

# Servers answer for a folder with the file of this name; links use both.
INDEX_STEMS = frozenset({"index", "default"})
INDEX_ENDINGS = frozenset({"", "html", "htm", "shtml", "xhtml", "php", "asp", "aspx", "jsp", "cfm"})

# Endings of programs: which page they give depends on their parameters.
PROGRAM_ENDINGS = frozenset(
    {
        *(
            "php",
            "php3",
            "php4",
            "php5",
            "phtml",
            "asp",
            "aspx",
            "ashx",
            "jsp",
            "jspx",
            "jsf",
            "do",
            "action",
        ),
        *("cfm", "cgi", "pl", "dll", "nsf", "exe", "fcgi"),
    }
)
# Pages with this ending are files: parameters never choose another one.
FILE_ENDINGS = frozenset({"html", "htm", "shtml", "xhtml"})
# Servers of these programs (IIS) do not tell capitals from small letters, and their pages link with both.
CASELESS_ENDINGS = frozenset({"asp", "aspx", "ashx", "asmx", "axd"})
CASELESS_FOLDERS = ("/_layouts/", "/_catalogs/", "/tabid/")

# Campaign and counter parameters: they tell where the reader came from, never which page.
TRACKING = frozenset(
    {
        *("fbclid", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "msclkid", "yclid", "twclid", "ttclid"),
        *(
            "igshid",
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
        ),
        *("wt_mc", "s_cid", "cmpid", "fb_action_ids", "fb_action_types", "fb_source", "fb_comment_id"),
        *("replytocom", "share"),
    }
)
TRACKING_PREFIXES = ("utm_", "pk_", "mtm_", "hsa_", "itm_")
# Session numbers: one page would have as many addresses as it had visitors.
SESSION = frozenset(
    {
        "phpsessid",
        "jsessionid",
        "asp.net_sessionid",
        "cfid",
        "cftoken",
        "sessionid",
        "session_id",
        "osid",
        "oscsid",
        "zenid",
        "p_auth",
    }
)
# Short names that are a session only when the value looks like one; else they choose (?s=words, ?sid=12).
SESSION_NAMES = frozenset({"s", "sid", "session", "sess", "token", "tk"})
SESSION_VALUE = re.compile(r"(?=.*[a-f])(?=.*\d)[0-9a-f]{26,64}", re.IGNORECASE)
SESSION_PREFIXES = ("aspsessionid",)
# Against caches only: a clock or a random number.
CACHE_BREAKERS = frozenset({"_", "_dc", "nocache", "cachebuster", "rnd", "rand", "random"})
# Short names that are one only when the value is a clock in milliseconds or a fraction by chance.
CLOCK_NAMES = frozenset({"t", "ts", "time", "timestamp", "r", "v"})
CLOCK_VALUE = re.compile(r"\d{13}|0\.\d{6,}")
# The first page of a list is the list: programs count from nought and link to both (Drupal, Joomla).
FIRST_PAGE = frozenset({("page", "0"), ("start", "0"), ("limitstart", "0"), ("offset", "0")})
# Handheld and large-letter versions of the same page, and the way back from them.
OTHER_SCREENS = frozenset({"mobile", "ismobile", "nomobile", "amp", "fullsite", "desktop"})
# Print copies of the same article (Joomla, DotNetNuke, SharePoint dialogs, AMP, home-made).
PRINT_COPY = frozenset(
    {
        *("print", "printmode", "dnnprintmode", "printable", "isprint", "forprint", "inbaiviet", "skinsrc"),
        *("containersrc", "isdlg", "printerfriendly", "printversion", "print_view"),
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
        *(("action", "print"), ("type", "print"), ("task", "print"), ("op", "print"), ("outputtype", "amp")),
    }
)
# What a print copy adds besides (the module that is printed).
PRINT_COPY_COMPANIONS = frozenset({"mid"})
# A segment of the path that asks for the print or stripped copy (NukeViet, Drupal, AMP).
PRINT_COPY_SEGMENTS = frozenset({"print", "savefile", "amp"})
# Liferay writes the place of the window into every address; these say how it is drawn.
WINDOW_STATE = frozenset(
    {"p_p_lifecycle", "p_p_state", "p_p_mode", "p_p_col_id", "p_p_col_pos", "p_p_col_count"}
)
WINDOW_STATE_SUFFIXES = ("_redirect", "_backurl")

# How a page is shown, or where to go afterwards: dropped when only "the same page" is asked for.
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
        ),
        *("mode", "sort", "sortby", "order", "orderby", "dir", "pagesize", "perpage", "limit", "highlight"),
        *(
            "q",
            "keyword",
            "keywords",
            "search",
            "returnurl",
            "return",
            "backurl",
            "redirect",
            "ref",
            "referer",
        ),
        *("referrer", "from", "source", "src"),
    }
)
# Where the path has no file ending, these parameters still say which page.
IDENTITY = re.compile(
    r".*(?:id|code|alias|slug|uid)|(?:ma|so|no|p|n|item|news|article|post|doc|file|name|title|page|trang|year|month|date)",
    re.IGNORECASE,
)

# The ending that a mirror adds to what the server called otherwise: "page.aspx.html".
ADDED_ENDINGS = ("html", "htm")

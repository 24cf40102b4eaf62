"""The last gate of an article's HTML: whatever the renderer writes, nothing but this passes."""

from __future__ import annotations

import nh3

TAGS = frozenset(
    {
        *(
            "a",
            "abbr",
            "b",
            "bdi",
            "bdo",
            "big",
            "blockquote",
            "br",
            "caption",
            "cite",
            "code",
            "dd",
            "del",
            "dfn",
        ),
        *(
            "dl",
            "dt",
            "em",
            "figcaption",
            "figure",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "i",
            "img",
            "ins",
            "kbd",
            "li",
        ),
        *(
            "mark",
            "ol",
            "p",
            "pre",
            "q",
            "rp",
            "rt",
            "ruby",
            "s",
            "samp",
            "small",
            "span",
            "strong",
            "sub",
            "sup",
        ),
        *("table", "tbody", "td", "th", "tr", "u", "ul", "var"),
    }
)
ATTRIBUTES = {
    "*": {"dir", "lang", "style"},
    "a": {"href"},
    "abbr": {"title"},
    "img": {"src", "alt"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
SCHEMES = frozenset({"archive"})
"""References are relative, or "archive:" and an absolute address."""
STYLES = frozenset({"text-align"})


def sanitise(html: str) -> str:
    """The fragment with only the tags, attributes, schemes and styles above."""
    return nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        filter_style_properties=set(STYLES),
        link_rel=None,
        strip_comments=True,
    )

from __future__ import annotations

import json


def ld(data):
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def test_titles_in_order_of_trust(told):
    head = told(
        "<title>Tên trang | Báo</title><meta property='og:title' content=' Tên  bài '>"
        + ld({"@type": "NewsArticle", "headline": "Tên trong dữ liệu"})
    )
    assert head.titles == ["Tên trong dữ liệu", "Tên bài"]
    assert head.page_title == "Tên trang | Báo"


def test_days_of_publication_but_not_of_changes(told):
    head = told(
        "<meta name='last-modified' content='2024-01-01'><meta property='article:published_time' content='2021-06-02'>"
        "<meta property='article:modified_time' content='2023-01-01'><meta name='DC.date.issued' content='2021-06-01'>"
    )
    assert head.dates == [("meta", "2021-06-02"), ("meta", "2021-06-01")]


def test_json_ld_in_a_graph_with_names_nested(told):
    head = told(
        ld(
            {
                "@graph": [
                    {"@type": "WebSite", "name": "Báo Vùng Cao"},
                    {
                        "@type": ["Thing", "https://schema.org/Article"],
                        "headline": "Đường mới",
                        "datePublished": "2020-02-03T01:00:00+07:00",
                        "author": [{"name": "Lò A"}, "Lò B"],
                    },
                    {
                        "@type": "BreadcrumbList",
                        "itemListElement": [{"item": {"name": "Xã hội"}}, {"name": "Giao thông"}],
                    },
                ]
            }
        )
    )
    assert head.titles == ["Đường mới"]
    assert head.dates == [("json-ld", "2020-02-03T01:00:00+07:00")]
    assert head.authors == ["Lò A", "Lò B"]
    assert head.sites == ["Báo Vùng Cao"]
    assert head.crumbs == ["Xã hội", "Giao thông"]


def test_broken_json_ld_is_passed_over(told):
    assert told('<script type="application/ld+json">{"@type": "Article",</script>').titles == []
    assert told('<script type="application/ld+json">' + "[" * 5000 + "</script>").titles == []
    assert told(
        '<script type="application/ld+json">//<![CDATA[\n{"@type":"Article","headline":"A"}\n//]]></script>'
    ).titles


def test_refresh_language_and_addresses(told):
    head = told(
        "<html lang=vi><meta http-equiv=refresh content='0; URL=\"http://x.vn/moi\"'><base href='http://x.vn/'>"
        "<link rel=canonical href=/a><meta property='og:url' content='http://x.vn/b'>"
    )
    assert head.refresh == (0.0, "http://x.vn/moi")
    assert (head.language, head.base, head.canonical, head.og_url) == (
        "vi",
        "http://x.vn/",
        "/a",
        "http://x.vn/b",
    )


def test_lists_in_lists_without_end_tell_nothing(told):
    nested = "[" * 900 + '"NewsArticle"' + "]" * 900
    html = f'<script type="application/ld+json">{{"@type": {nested}, "headline": "Tin"}}</script><title>Trang</title>'
    assert (told(html).page_title, told(html).titles) == ("Trang", [])

from __future__ import annotations

LEAD = "Xã vùng cao mở con đường một ki-lô-mét rưỡi vào chợ, nửa tiền do dân góp, xong trước mùa mưa."


def test_a_named_lead(read, story):
    article = read(f"<h1>Mở đường vào chợ</h1><p class=sapo>{LEAD}</p><div>{story}</div>")
    assert article.lead == LEAD
    assert article.text.startswith(LEAD)


def test_a_lead_in_bold(read, story):
    assert read(f"<h1>Mở đường vào chợ</h1><div><p><b>{LEAD}</b></p>{story}</div>").lead == LEAD
    assert read(f"<h1>Mở đường vào chợ</h1><div><b>{LEAD}</b><br><br>{story}</div>").lead == LEAD


def test_an_article_all_in_bold_has_no_lead(read, story):
    assert read(f"<h1>Mở đường vào chợ</h1><div><b><p>{LEAD}</p>{story}</b></div>").lead is None


def test_the_first_paragraph_alone_is_no_lead(read, story):
    assert read(f"<h1>Mở đường vào chợ</h1><div><p>{LEAD}</p>{story}</div>").lead is None


def test_a_caption_or_a_table_is_no_lead(read, story):
    page = f"""<h1>Mở đường vào chợ</h1><div class=hometext><div class=anh><img src=a.jpg><em>Con đường trong nắng sớm</em></div>
        <p>{LEAD}</p></div><div>{story}</div>"""
    article = read(page)
    assert article.lead == LEAD
    assert article.images[0].caption == "Con đường trong nắng sớm"

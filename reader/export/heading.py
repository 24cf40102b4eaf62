"""What stands at the head of an exported article: its title, and the facts in one line."""

from __future__ import annotations

from reader.model import Article
from reader.text.vietnamese import squash
from reader.translation import _, format_date


def shown_title(article: Article) -> str:
    """A title that is never empty."""
    return squash(article.title or "") or _("(no title)")


def facts(article: Article) -> list[str]:
    """What stands below the title: byline, the page's own day, the site."""
    day = format_date(article.date) if article.date else article.date_text
    return [squash(fact) for fact in (article.byline, day, article.site) if fact]

"""The frozen values that travel between the stages; no behaviour beyond their own shape.

Paths are what ``os.fsdecode`` gives (surrogate escapes stand for bytes that are no text);
``readable_path`` turns one into something that may be printed or put into JSON.
Times are UTC strings ``YYYY-MM-DDTHH:MM:SSZ``; days are ``YYYY-MM-DD`` as the page states them.
"""

from reader.model.articles import (
    Article,
    Attachment,
    Correction,
    Encoding,
    Explained,
    Image,
    Link,
    Listed,
    Origin,
    Source,
)
from reader.model.imports import ImportPlan, ImportReport
from reader.model.links import (
    Backlink,
    Capture,
    Followed,
    Missing,
    MissingLink,
    Reason,
    Related,
    RelatedEntry,
    Similar,
)
from reader.model.pages import FoundFile, Rejected, Resource, ResourceEntry, SavedPage
from reader.model.progress import Progress
from reader.model.searching import (
    FacetValue,
    Hit,
    KwicLine,
    KwicResult,
    PeriodCount,
    QueryProblem,
    SearchRequest,
    SearchResult,
    Timeline,
    TimelineSeries,
)
from reader.model.sites import Fingerprint, SiteTemplate
from reader.model.terms import (
    CapturedFrom,
    KwicSort,
    LinkKind,
    LinkStatus,
    RejectedKind,
    Sort,
    TimelineBy,
    UrlFrom,
    article_id,
    readable_path,
)
from reader.model.upkeep import ArchiveRoot, Difference, Failure, Stats, Verification

__all__ = [
    "ArchiveRoot",
    "Article",
    "Attachment",
    "Backlink",
    "Capture",
    "CapturedFrom",
    "Correction",
    "Difference",
    "Encoding",
    "Explained",
    "FacetValue",
    "Failure",
    "Fingerprint",
    "Followed",
    "FoundFile",
    "Hit",
    "Image",
    "ImportPlan",
    "ImportReport",
    "KwicLine",
    "KwicResult",
    "KwicSort",
    "Link",
    "LinkKind",
    "LinkStatus",
    "Listed",
    "Missing",
    "MissingLink",
    "Origin",
    "PeriodCount",
    "Progress",
    "QueryProblem",
    "Reason",
    "Rejected",
    "RejectedKind",
    "Related",
    "RelatedEntry",
    "Resource",
    "ResourceEntry",
    "SavedPage",
    "SearchRequest",
    "SearchResult",
    "Similar",
    "SiteTemplate",
    "Sort",
    "Source",
    "Stats",
    "Timeline",
    "TimelineBy",
    "TimelineSeries",
    "UrlFrom",
    "Verification",
    "article_id",
    "readable_path",
]

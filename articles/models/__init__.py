"""What the paper says: sections, authors, stories with their bylines and figures, and what became of them."""

from .beside import Byline, Related, Tagged
from .figures import NOT_SHOWN, Figure, PhotoUse
from .former import FormerSection, FormerTag
from .paper import Agency, Author, Masthead, Policy, Section, host_of_site
from .preview import PreviewLink
from .record import ArticleEvent, Correction, EditSession, Revision, ScheduledChange, SectionLimit, Unsaved
from .stories import Article

__all__ = [
    "NOT_SHOWN",
    "Agency",
    "Article",
    "ArticleEvent",
    "Author",
    "Byline",
    "Correction",
    "EditSession",
    "Figure",
    "FormerSection",
    "FormerTag",
    "Masthead",
    "PhotoUse",
    "Policy",
    "PreviewLink",
    "Related",
    "Revision",
    "ScheduledChange",
    "Section",
    "SectionLimit",
    "Tagged",
    "Unsaved",
    "host_of_site",
]

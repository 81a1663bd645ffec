"""The paper's public pages. Each is the same bytes for everyone and says what it is made from."""

from .archive import archive, archive_day, archive_month, archive_year
from .changes import changes
from .lists import author, corrections, latest, tag
from .photo import photo
from .policies import policies, policy
from .preview import card_of, preview, preview_card, preview_photo
from .story import article, page_of

__all__ = [
    "archive",
    "archive_day",
    "archive_month",
    "archive_year",
    "article",
    "author",
    "card_of",
    "changes",
    "corrections",
    "latest",
]
__all__ += ["page_of", "photo", "policies", "policy", "preview", "preview_card", "preview_photo", "tag"]

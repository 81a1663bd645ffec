"""What machines read. Each answer is the same for everyone and says what it is made from."""

from .api import api_list, api_story
from .feeds import author, corrections, latest, section, topic
from .oembed import oembed
from .site import manifest, robots, security
from .sitemaps import sitemap_index, sitemap_of_news, sitemap_of_pages, sitemap_of_stories

__all__ = ["api_list", "api_story", "author", "corrections", "latest", "manifest", "oembed", "robots", "section"]
__all__ += ["security", "sitemap_index", "sitemap_of_news", "sitemap_of_pages", "sitemap_of_stories", "topic"]

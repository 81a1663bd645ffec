from django.urls import path, register_converter

from articles import converters  # noqa: F401

from . import views
from .formats import FORMATS


class Form:
    """The ending of a feed's address: how it is written."""

    regex = "|".join(FORMATS)

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


register_converter(Form, "form")


def feeds(before, **kwargs):
    """Return the routes of all feeds, of the summaries or of the full texts."""
    name = "full_{}" if kwargs else "{}"
    return [
        path(f"{before}latest.<form:form>", views.latest, kwargs, name=name.format("latest")),
        path(f"{before}sections/<slug:slug>.<form:form>", views.section, kwargs, name=name.format("section")),
        path(f"{before}authors/<slug:slug>.<form:form>", views.author, kwargs, name=name.format("author")),
        path(f"{before}topics/<words:slug>.<form:form>", views.topic, kwargs, name=name.format("topic")),
    ]


app_name = "feeds"
urlpatterns = [
    *feeds("feeds/"),
    *feeds("feeds/full/", full=True),
    path("feeds/corrections.<form:form>", views.corrections, name="corrections"),
    path("sitemap.xml", views.sitemap_index, name="sitemap_index"),
    path("sitemaps/pages.xml", views.sitemap_of_pages, name="sitemap_of_pages"),
    path("sitemaps/stories-<int:block>.xml", views.sitemap_of_stories, name="sitemap_of_stories"),
    path("sitemaps/news-<int:number>.xml", views.sitemap_of_news, name="sitemap_of_news"),
    path("robots.txt", views.robots, name="robots"),
    path(".well-known/security.txt", views.security, name="security"),
    path("site.webmanifest", views.manifest, name="manifest"),
    path("oembed/", views.oembed, name="oembed"),
    path("api/stories/", views.api_list, name="api_list"),
    path("api/stories/<int:pk>/", views.api_story, name="api_story"),
]

"""What robots, finders of holes and telephones ask of the site itself."""

from datetime import UTC, timedelta

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from feeds.identity import absolute, language, masthead
from feeds.sitemaps import news_files
from pagecache.kept import kept

NOT_FOR_ROBOTS = (
    "/account/",
    "/admin/",
    "/comments/",
    "/demo/",
    "/errors/",
    "/me/",
    "/moderation/",
    "/preview/",
    "/search/",
)
KEEP_SECURITY = timedelta(days=180)  # RFC 9116: less than a year


# --- Not kept: what stands in them changes with the hour. They cost a query or two.


@require_safe
@conditional_page
@cache_control(public=True, max_age=60)
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in NOT_FOR_ROBOTS), ""]
    files = [reverse("feeds:sitemap_index"), *(reverse("feeds:sitemap_of_news", args=[n]) for n in news_files())]
    lines += [f"Sitemap: {absolute(path)}" for path in files]
    return text(lines)


@require_safe
@cache_control(public=True, max_age=3600)
def security(request):
    """RFC 9116: whom to tell of a hole in the site."""
    contact = settings.SECURITY_CONTACT or masthead().contact_email
    if not contact:
        raise Http404
    expires = (timezone.now() + KEEP_SECURITY).astimezone(UTC).replace(hour=0, minute=0, second=0)
    return text(
        [
            f"Contact: {contact if ':' in contact else f'mailto:{contact}'}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            f"Preferred-Languages: {language().partition('-')[0]}",
            f"Canonical: {absolute(request.path)}",
        ]
    )


def text(lines):
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@kept("paper")
def manifest(request):
    paper = masthead()
    icons = [{"src": static(f"icon-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)]
    said = {
        "id": "/",
        "name": paper.name,
        "short_name": paper.name,
        "description": paper.strapline,
        "lang": language(),
        "start_url": "/",
        "scope": "/",
        "display": "minimal-ui",
        "background_color": "#fdfcfa",
        "theme_color": "#fdfcfa",
        "icons": [*icons, {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml"}],
    }
    return JsonResponse(said, content_type="application/manifest+json", json_dumps_params={"ensure_ascii": False})

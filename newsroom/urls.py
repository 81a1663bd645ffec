"""The addresses, grouped as the site is walked. What is the paper's own comes last: its sections take any word."""

from allauth.account.decorators import secure_admin_login
from django.contrib import admin
from django.urls import include, path

from articles.views import photo

from .views import demo_mail, icon

# The desk's sign-in is allauth's: behind its limits, with passkeys and second factors.
admin.site.login = secure_admin_login(admin.site.login)


urlpatterns = [
    path("admin/", admin.site.urls),
    path("account/", include("allauth.urls")),
    path("me/", include("accounts.urls")),
    path("", include("comments.urls")),
    path("", include("moderation.urls")),
    path("moderation/rules/", include("screening.urls")),
    path("", include("score.urls")),
    path("", include("law.urls")),
    path("moderation/", include("figures.urls")),
    path("", include("readers.urls")),
    path("", include("sanctions.urls")),
    path("", include("privacy.urls")),
    path("", include("errors.urls")),
    path("favicon.ico", icon, name="favicon"),
    path("photos/<slug:folder>/<str:name>", photo, name="photo"),
    path("demo/mail/", demo_mail, name="demo_mail"),
    path("search/", include("search.urls")),
    path("", include("feeds.urls")),
    path("", include("reading.urls")),
    path("", include("articles.urls")),
    path("", include("fronts.urls")),
]

handler404 = "articles.missing.missing"
handler500 = "newsroom.views.broken"

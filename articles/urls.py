from django.urls import path

from . import converters, views  # noqa: F401

app_name = "articles"
urlpatterns = [
    path("latest/", views.latest, name="latest"),
    path("archive/", views.archive, name="archive"),
    path("archive/<year:year>/", views.archive_year, name="archive_year"),
    path("archive/<year:year>/<two:month>/", views.archive_month, name="archive_month"),
    path("archive/<year:year>/<two:month>/<two:day>/", views.archive_day, name="archive_day"),
    path("corrections/", views.corrections, name="corrections"),
    path("policies/", views.policies, name="policies"),
    path("policies/<slug:slug>/", views.policy, name="policy"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("tags/<words:slug>/", views.tag, name="tag"),
    path("preview/<slug:word>/", views.preview, name="preview"),
    path("preview/<slug:word>/card/", views.preview_card, name="preview_card"),
    path("preview/<slug:word>/photos/<slug:folder>/<str:name>", views.preview_photo, name="preview_photo"),
    path("<slug:section>/<slug:slug>-<int:pk>/", views.article, name="article"),
    path("<slug:section>/<slug:slug>-<int:pk>/changes/<int:correction>/", views.changes, name="changes"),
]

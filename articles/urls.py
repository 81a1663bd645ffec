from django.urls import path

from . import views

app_name = "articles"
urlpatterns = [
    path("", views.front, name="front"),
    path("policies/<slug:slug>/", views.policy, name="policy"),
    path("authors/<slug:slug>/", views.author, name="author"),
    path("tags/<slug:slug>/", views.tag, name="tag"),
    path("<slug:slug>/", views.section, name="section"),
    path("<slug:section>/<slug:slug>-<int:pk>/", views.article, name="article"),
]

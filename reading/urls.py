from django.urls import path

from . import views

app_name = "reading"
urlpatterns = [
    path("popular/", views.popular, name="popular"),
    path("reading/<int:article_pk>/", views.read, name="read"),
]

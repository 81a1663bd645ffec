from django.urls import path

from . import views

app_name = "privacy"
urlpatterns = [
    path("me/data/", views.data, name="data"),
    path("me/data/erase/", views.erase, name="erase"),
    path("me/data/erased/", views.erased, name="erased"),
]

from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.me, name="me"),
    path("messages/", views.messages, name="messages"),
    path("strip/", views.strip, name="strip"),
]

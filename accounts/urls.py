from django.urls import path

from . import views

app_name = "accounts"
urlpatterns = [
    path("", views.me, name="me"),
    path("messages/", views.messages, name="messages"),
    path("profile/", views.profile, name="profile"),
    path("mails/", views.mails, name="mails"),
    path("mails/off/<str:word>/", views.unsubscribe, name="unsubscribe"),
    path("strip/", views.strip, name="strip"),
    path("proof/", views.proof, name="proof"),
]

from django.urls import path

from . import views

app_name = "readers"
urlpatterns = [
    path("readers/<int:pk>/", views.profile, name="profile"),
    path("readers/<int:pk>/mute/", views.mute_person, name="mute"),
    path("c/<int:pk>/mute/", views.mute_author, name="mute_author"),
    path("c/<int:pk>/follow/", views.follow_replies, name="follow_comment"),
    path("readers/follow/story/<int:pk>/", views.follow_conversation, name="follow_story"),
    path("readers/on/<int:article_pk>/", views.muted_here, name="on"),
    path("readers/on/<int:article_pk>/thread/", views.thread_without_muted, name="thread"),
    path("me/mutes/", views.mutes, name="mutes"),
    path("me/follows/", views.follows, name="follows"),
    path("me/likes/", views.likes, name="likes"),
]

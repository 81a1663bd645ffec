from django.urls import path
from django.views.generic import RedirectView

from . import views

app_name = "comments"
urlpatterns = [
    path("comments/mine/", views.mine, name="mine"),
    path("comments/on/<int:article_pk>/", views.thread, name="thread"),
    path("comments/on/<int:article_pk>/latest/", views.latest, name="latest"),
    path("comments/on/<int:article_pk>/new/", views.new, name="new"),
    path("comments/on/<int:article_pk>/mine/", views.mine_here, name="mine_here"),
    # Short, because each stands on a page some hundred times.
    path("c/<int:pk>/", views.comment, name="comment"),
    path("c/<int:pk>/reply/", views.reply, name="reply"),
    path("c/<int:pk>/pick/", views.pick_one, name="pick"),
    path("c/<int:pk>/like/", views.like_one, name="like"),
    path("c/<int:pk>/edit/", views.edit_own, name="edit"),
    path("c/<int:pk>/delete/", views.delete_own, name="delete"),
    path("comments/<int:pk>/", RedirectView.as_view(pattern_name="comments:comment", permanent=True)),
]

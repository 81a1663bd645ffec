from django.urls import path

from . import views

app_name = "comments"
urlpatterns = [
    path("mine/", views.mine, name="mine"),
    path("on/<int:article_pk>/", views.thread, name="thread"),
    path("on/<int:article_pk>/new/", views.new, name="new"),
    path("on/<int:article_pk>/mine/", views.mine_here, name="mine_here"),
    path("<int:pk>/", views.comment, name="comment"),
    path("<int:pk>/reply/", views.reply, name="reply"),
]

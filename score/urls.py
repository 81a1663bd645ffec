from django.urls import path

from . import views

app_name = "score"
urlpatterns = [path("moderation/score/", views.score, name="score")]

from django.urls import path

from . import views

app_name = "fronts"
urlpatterns = [
    path("", views.front, name="front"),
    path("<slug:slug>/", views.section, name="section"),
]

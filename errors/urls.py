from django.urls import path

from . import views

app_name = "errors"
urlpatterns = [
    path("errors/on/<int:pk>/", views.report, name="report"),
    path("errors/<str:word>/", views.state, name="state"),
    path("errors/<str:word>/confirm/", views.confirm, name="confirm"),
]

from django.urls import path

from . import views

app_name = "figures"
urlpatterns = [
    path("numbers/", views.dashboard, name="dashboard"),
    path("rounds/", views.rounds, name="rounds"),
    path("rounds/<int:pk>/", views.round_page, name="round"),
    path("rounds/<int:pk>/<int:position>/", views.card, name="card"),
]

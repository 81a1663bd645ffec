from django.urls import path

from . import views

app_name = "screening"
urlpatterns = [
    path("", views.rules, name="rules"),
    path("new/", views.new, name="new"),
    path("try/", views.try_text, name="try"),
    path("<int:pk>/", views.rule, name="rule"),
    path("<int:pk>/state/", views.state, name="state"),
    path("<int:pk>/rehearse/", views.rehearse, name="rehearse"),
    path("rehearsals/<int:pk>/", views.rehearsal, name="rehearsal"),
]

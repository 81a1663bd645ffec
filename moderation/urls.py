from django.urls import path

from . import views

app_name = "moderation"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("comments/<int:pk>/", views.decide_comment, name="decide"),
    path("comments/<int:pk>/report/", views.report_comment, name="report"),
    path("reports/", views.my_reports, name="my_reports"),
    path("reports/<slug:reference>/", views.report_state, name="report_state"),
]

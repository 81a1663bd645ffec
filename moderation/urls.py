from django.urls import path

from . import views

app_name = "moderation"
urlpatterns = [
    path("moderation/", views.queue, name="queue"),
    path("moderation/comments/<int:pk>/", views.decide_comment, name="decide"),
    path("c/<int:pk>/report/", views.report_comment, name="report"),
    path("moderation/reports/", views.my_reports, name="my_reports"),
    path("moderation/reports/<slug:reference>/", views.report_state, name="report_state"),
]

from django.urls import path

from . import views

app_name = "moderation"
urlpatterns = [
    path("moderation/", views.queue, name="queue"),
    path("moderation/filters/", views.filters, name="filters"),
    path("moderation/views/", views.views, name="views"),
    path("moderation/comments/<int:pk>/", views.decide_comment, name="decide"),
    path("moderation/comments/<int:pk>/undo/", views.undo_one, name="undo"),
    path("moderation/comments/<int:pk>/around/", views.around, name="around"),
    path("moderation/comments/<int:pk>/nearest/", views.nearest_to, name="nearest"),
    path("moderation/many/", views.decide_many, name="many"),
    path("moderation/many/<uuid:batch>/undo/", views.undo_many, name="undo_many"),
    path("moderation/take/", views.take, name="take"),
    path("moderation/give-back/", views.give_back, name="give_back"),
    path("moderation/here/", views.here, name="here"),
    path("moderation/log/", views.log, name="log"),
    path("moderation/log.csv", views.log_as_csv, name="log_as_csv"),
    path("c/<int:pk>/report/", views.report_comment, name="report"),
    path("moderation/reports/", views.my_reports, name="my_reports"),
    path("moderation/reports/<slug:reference>/", views.report_state, name="report_state"),
    path("moderation/reports/<slug:reference>/withdraw/", views.withdraw_report, name="withdraw_report"),
]

from django.urls import path

from .views import appeals, desk, evidence, notices, orders, statements

app_name = "law"
urlpatterns = [
    path("c/<int:pk>/notice/", notices.notice, name="notice"),
    path("law/notices/<str:word>/", notices.notice_state, name="notice_state"),
    path("law/notices/<str:word>/confirm/", notices.notice_confirm, name="notice_confirm"),
    path("law/notices/<str:word>/appeal/", appeals.appeal_notice, name="appeal_notice"),
    path("law/reports/<slug:reference>/appeal/", appeals.appeal_report, name="appeal_report"),
    path("law/statements/", statements.statements, name="statements"),
    path("law/statements/<slug:reference>/", statements.statement, name="statement"),
    path("law/statements/<slug:reference>/appeal/", appeals.appeal_statement, name="appeal_statement"),
    path("moderation/notices/", desk.notices, name="notices"),
    path("moderation/notices/<slug:reference>/", desk.one_notice, name="one_notice"),
    path("moderation/appeals/", desk.appeals, name="appeals"),
    path("moderation/appeals/<slug:reference>/", desk.one_appeal, name="one_appeal"),
    path("moderation/orders/", orders.orders, name="orders"),
    path("moderation/orders/new/", orders.new_order, name="new_order"),
    path("moderation/orders/<slug:reference>/", orders.one_order, name="one_order"),
    path("moderation/comments/<int:pk>/evidence/", evidence.evidence, name="evidence"),
]

from django.urls import path

from .views import mine, people, sanction

app_name = "sanctions"
urlpatterns = [
    path("moderation/people/", people.find_people, name="people"),
    path("moderation/people/<int:pk>/", people.person, name="person"),
    path("moderation/people/<int:pk>/sanction/<slug:kind>/", sanction.new, name="new"),
    path("moderation/sanctions/<int:pk>/", sanction.one, name="sanction"),
    path("me/standing/", mine.standing, name="mine"),
    path("me/standing/<int:pk>/", mine.warning, name="acknowledge"),
]

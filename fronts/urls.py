app_name = "fronts"
urlpatterns = []

from django.urls import path

from samspill.journal import views

app_name = "journal"
urlpatterns = [path("", views.journal, name="journal")]

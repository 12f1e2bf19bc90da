from django.urls import path

from samspill.home import views

app_name = "home"
urlpatterns = [path("", views.my_page, name="my_page")]

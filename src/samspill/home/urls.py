from django.urls import path

from samspill.home import views

app_name = "home"
urlpatterns = [
    path("", views.my_page, name="my_page"),
    path("digest/", views.digest, name="digest"),
    path("digest/choice/", views.choose_digest, name="choose_digest"),
]

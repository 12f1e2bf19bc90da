from django.urls import path

from samspill.design import views

app_name = "design"
urlpatterns = [
    path("design/", views.catalogue, name="catalogue"),
    path("theme/<slug:colour>.css", views.theme, name="theme"),
]

from django.urls import path

from samspill.conferences import views

app_name = "conferences"
urlpatterns = [
    path("conference/<int:pk>/", views.conference, name="conference"),
]

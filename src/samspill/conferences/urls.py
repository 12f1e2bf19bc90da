from django.urls import path

from samspill.conferences import plan_urls, print_urls, views

app_name = "conferences"
urlpatterns = [
    *plan_urls.patterns,
    *print_urls.patterns,
    path("conference/<int:pk>/", views.conference, name="conference"),
]

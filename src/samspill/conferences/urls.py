from django.urls import path

from samspill.conferences import compose_urls, live_urls, plan_urls, views

app_name = "conferences"
urlpatterns = [
    *plan_urls.patterns,
    *compose_urls.patterns,
    *live_urls.patterns,
    path("conference/<int:pk>/", views.conference, name="conference"),
]

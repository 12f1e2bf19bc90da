from django.urls import path

from samspill.conferences import live_urls, plan_urls, stage_urls, views

app_name = "conferences"
urlpatterns = [
    *plan_urls.patterns,
    *live_urls.patterns,
    *stage_urls.patterns,
    path("conference/<int:pk>/", views.conference, name="conference"),
]

from django.urls import path

from samspill.conferences import (
    code_urls,
    compose_urls,
    live_urls,
    plan_urls,
    print_urls,
    report_urls,
    stage_urls,
    views,
)

app_name = "conferences"
urlpatterns = [
    *plan_urls.patterns,
    *code_urls.patterns,
    *compose_urls.patterns,
    *live_urls.patterns,
    *report_urls.patterns,
    *print_urls.patterns,
    *stage_urls.patterns,
    path("conference/<int:pk>/", views.conference, name="conference"),
]

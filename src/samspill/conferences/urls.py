from django.urls import path

from samspill.conferences import code_urls, plan_urls, views

app_name = "conferences"
urlpatterns = [
    *plan_urls.patterns,
    *code_urls.patterns,
    path("conference/<int:pk>/", views.conference, name="conference"),
]

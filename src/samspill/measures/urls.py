from django.urls import include, path

from samspill.measures import (
    analysis_urls,
    close_urls,
    hearing_urls,
    log_urls,
    overview_urls,
    plan_urls,
    proposal_urls,
    views,
)

app_name = "measures"
urlpatterns = [
    *proposal_urls.patterns,
    *analysis_urls.patterns,
    *hearing_urls.patterns,
    path("measure/<int:pk>/", views.measure, name="measure"),
    path("measure/<int:pk>/to/<slug:to>/", views.step, name="step"),
    *plan_urls.urlpatterns,
    *close_urls.urlpatterns,
    *overview_urls.urlpatterns,
    path("", include("samspill.measures.thread_urls")),
    *log_urls.urlpatterns,
]

from django.urls import URLPattern, path

from samspill.measures import close_views

urlpatterns: list[URLPattern] = [
    path("measure/<int:pk>/evaluate/", close_views.evaluate, name="evaluate"),
    path(
        "measure/<int:pk>/evaluate-with-coordinator/",
        close_views.evaluate_with_coordinator,
        name="evaluate_with_coordinator",
    ),
    path("measure/evaluation/<int:pk>/", close_views.change_evaluation, name="change_evaluation"),
    path("measure/<int:pk>/decide/", close_views.decide, name="decide"),
    path("measure/decision/<int:pk>/<slug:kind>/", close_views.decision_file, name="decision_file"),
]

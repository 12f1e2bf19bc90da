from django.urls import URLPattern, path

from samspill.measures import close_views, practice_views

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
    path("measure/<int:pk>/practice/", practice_views.practice, name="practice"),
    path("measure/<int:pk>/practice/change/", practice_views.change, name="change_practice"),
    path("measure/<int:pk>/practice/paper/<slug:kind>/", practice_views.paper, name="practice_file"),
    path("measure/recheck/<int:pk>/", practice_views.recheck, name="recheck"),
    path("school/<int:pk>/practices/", practice_views.practices, name="practices"),
]

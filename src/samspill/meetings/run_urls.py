from django.urls import URLPattern, path

from samspill.meetings import attendance_views, dynamics_views, outcome_views, run_views

urlpatterns: list[URLPattern] = [
    path("meeting/<int:pk>/run/", run_views.run, name="run"),
    path("meeting/<int:pk>/wall/", run_views.wall, name="wall"),
    path("meeting/<int:pk>/begin/", run_views.begin, name="begin"),
    path("meeting/<int:pk>/go/", run_views.go, name="go"),
    path("meeting/<int:pk>/end/", run_views.end, name="end"),
    path("meeting/<int:pk>/resume/", run_views.resume, name="resume"),
    path("meeting/<int:pk>/length/", run_views.length, name="length"),
    path("meeting/<int:pk>/minute-taker/", run_views.minute_taker, name="minute_taker"),
    path("meeting/<int:pk>/attendance/", attendance_views.sheet, name="attendance"),
    path("meeting/<int:pk>/attendance/all/", attendance_views.all_present, name="all_present"),
    path("meeting/<int:pk>/join/", attendance_views.join, name="join"),
    path("presence/<int:pk>/mark/", attendance_views.mark, name="mark"),
    path("presence/<int:pk>/stand-in/", attendance_views.stand_in, name="stand_in"),
    path("presence/<int:pk>/item/<int:item>/", attendance_views.away, name="away"),
    path("item/<int:pk>/minutes/", run_views.append, name="append"),
    path("item/<int:pk>/outcome/", outcome_views.add, name="add_outcome"),
    path("outcome/<int:pk>/change/", outcome_views.change, name="change_outcome"),
    path("outcome/<int:pk>/remove/", outcome_views.remove, name="remove_outcome"),
    path("meeting/<int:pk>/evaluate/", dynamics_views.evaluate, name="evaluate"),
    path("meeting/<int:pk>/evaluate/close/", dynamics_views.close, name="close_evaluation"),
]

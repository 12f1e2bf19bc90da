from django.urls import path

from samspill.conferences import pulse_views, stage_views

patterns = [
    path("conference/<int:pk>/stage/", stage_views.stage, name="stage"),
    path("conference/<int:pk>/projector/", stage_views.projector, name="projector"),
    path("conference/<int:pk>/ready/", stage_views.ready, name="stage_ready"),
    path("conference/<int:pk>/begin/", stage_views.begin_day, name="begin_day"),
    path("conference/<int:pk>/close/", stage_views.close_day, name="close_day"),
    path("conference/<int:pk>/complete/", stage_views.complete, name="complete_minutes"),
    path("conference/<int:pk>/reopen/", stage_views.reopen, name="reopen_day"),
    path("conference/<int:pk>/show/", stage_views.show, name="show"),
    path("conference/<int:pk>/here/", stage_views.here, name="stage_here"),
    path("conference/<int:pk>/here/mark/", stage_views.mark, name="stage_mark"),
    path("k/p/<int:pk>/", pulse_views.questions, name="pulse"),
    path("conference/<int:pk>/pulse/close/", pulse_views.close, name="close_pulse"),
    path("session/<int:pk>/begin/", stage_views.begin_session, name="begin_session"),
    path("session/<int:pk>/end/", stage_views.end_session, name="end_session"),
    path("session/<int:pk>/minutes/", stage_views.give_minutes, name="give_minutes"),
    path("session/<int:pk>/plenary/", stage_views.minutes, name="stage_minutes"),
    path("group/<int:pk>/here/", stage_views.answer_call, name="answer_call"),
    path("group/<int:pk>/floor/", stage_views.give_floor, name="give_floor"),
    path("group/<int:pk>/heard/", stage_views.group_heard, name="group_heard"),
]

from django.urls import path

from samspill.conferences import plan_views, programme_views

patterns = [
    path("unit/<int:pk>/conferences/", plan_views.of_unit, name="of_unit"),
    path("unit/<int:pk>/conferences/new/", plan_views.new, name="new"),
    path("unit/<int:pk>/conferences/day/", plan_views.day, name="day"),
    path("conference/<int:pk>/change/", plan_views.change, name="change"),
    path("conference/<int:pk>/day/", plan_views.move, name="move"),
    path("conference/<int:pk>/call-off/", plan_views.call_off, name="call_off"),
    path("conference/<int:pk>/prepared/", plan_views.prepared, name="prepared"),
    path("conference/<int:pk>/to-do/", plan_views.add_task, name="add_task"),
    path("conference/<int:pk>/programme/", programme_views.programme, name="programme"),
    path("conference/<int:pk>/programme/new/", programme_views.add_session, name="add_session"),
    path("conference/<int:pk>/programme/again/", programme_views.restore_session, name="restore_session"),
    path("conference/<int:pk>/programme/order/", programme_views.arrange, name="arrange_programme"),
    path("session/<int:pk>/change/", programme_views.change_session, name="change_session"),
    path("session/<int:pk>/remove/", programme_views.remove_session, name="remove_session"),
]

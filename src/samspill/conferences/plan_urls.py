from django.urls import path

from samspill.conferences import participants_views, plan_views, programme_views

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
    path("conference/<int:pk>/participants/", participants_views.participants, name="participants"),
    path("conference/<int:pk>/participants/add/", participants_views.add, name="add_participants"),
    path("conference/<int:pk>/participants/count/", participants_views.count, name="count_participants"),
    path("conference/<int:pk>/participants/person/", participants_views.choose, name="choose_participant"),
    path("conference/<int:pk>/participants/guest/", participants_views.guest, name="add_guest"),
    path("conference/<int:pk>/participants/again/", participants_views.restore, name="restore_participant"),
    path("conference/<int:pk>/participants/declined/", participants_views.mark_declined, name="mark_declined"),
    path("conference/<int:pk>/invite/", participants_views.invite, name="invite"),
    path("participant/<int:pk>/remove/", participants_views.remove, name="remove_participant"),
]

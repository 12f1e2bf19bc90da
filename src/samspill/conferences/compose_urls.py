from django.urls import path

from samspill.conferences import compose_absence_views as absence
from samspill.conferences import compose_mix_views as mix
from samspill.conferences import compose_views as views
from samspill.conferences import compose_wish_views as wishes

patterns = [
    path("conference/<int:pk>/groups/", views.groups, name="groups"),
    path("conference/<int:pk>/groups/compose/", views.compose, name="compose"),
    path("conference/<int:pk>/groups/stop/", views.stop, name="stop_composing"),
    path("conference/<int:pk>/groups/undo/", views.undo, name="undo_groups"),
    path("conference/<int:pk>/groups/announce/", views.announce, name="announce_groups"),
    path("conference/<int:pk>/groups/hide/", views.hide, name="hide_groups"),
    path("conference/<int:pk>/groups/move/", views.move, name="move_person"),
    path("conference/<int:pk>/groups/pin/", views.pin, name="pin_person"),
    path("conference/<int:pk>/groups/table/", mix.table, name="groups_table"),
    path("conference/<int:pk>/groups/mix/", mix.mix, name="groups_mix"),
    path("conference/<int:pk>/groups/wishes/", wishes.wishes, name="group_wishes"),
    path("conference/<int:pk>/groups/weights/", wishes.weights, name="group_weights"),
    path("conference/<int:pk>/groups/without/", wishes.without, name="do_without"),
    path("conference/<int:pk>/groups/can-lead/", wishes.can_lead, name="can_lead"),
    path("conference/<int:pk>/groups/arrived/", absence.arrived, name="arrived"),
    path("conference/<int:pk>/groups/seats/", absence.seat_all, name="seat_all"),
    path("conference/<int:pk>/groups/absent/<int:participant>/", absence.absent, name="is_absent"),
    path("conference/<int:pk>/groups/here/<int:participant>/", absence.here, name="is_here"),
    path("wish/<int:pk>/forget/", wishes.forget, name="forget_wish"),
    path("group/<int:pk>/change/", wishes.group, name="change_group"),
]

from django.urls import path

from samspill.conferences import compose_views as views

patterns = [
    path("conference/<int:pk>/groups/", views.groups, name="groups"),
    path("conference/<int:pk>/groups/compose/", views.compose, name="compose"),
    path("conference/<int:pk>/groups/stop/", views.stop, name="stop_composing"),
    path("conference/<int:pk>/groups/undo/", views.undo, name="undo_groups"),
    path("conference/<int:pk>/groups/announce/", views.announce, name="announce_groups"),
    path("conference/<int:pk>/groups/hide/", views.hide, name="hide_groups"),
    path("conference/<int:pk>/groups/move/", views.move, name="move_person"),
    path("conference/<int:pk>/groups/pin/", views.pin, name="pin_person"),
]

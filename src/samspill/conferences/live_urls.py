from django.urls import path

from samspill.conferences import live_views as views

patterns = [
    path("k/", views.enter, name="live_enter"),
    path("k/<str:code>/", views.code, name="live_code"),
    path("k/note/<int:pk>/", views.note, name="live_note"),
    path("k/note/<int:pk>/say/", views.say, name="live_say"),
    path("k/note/<int:pk>/hand-in/", views.hand_in_points, name="live_hand_in"),
    path("k/note/<int:pk>/take-back/", views.take_points_back, name="live_take_back"),
    path("k/note/<int:pk>/call/", views.call, name="live_call"),
    path("k/note/<int:pk>/next/", views.next_door, name="live_next"),
    path("k/note/<int:pk>/guard/", views.guard, name="live_guard"),
]

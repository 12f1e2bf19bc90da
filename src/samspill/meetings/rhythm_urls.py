from django.urls import URLPattern, path

from samspill.meetings import rhythm_views

urlpatterns: list[URLPattern] = [
    path("arena/<int:pk>/meetings/new/", rhythm_views.call, name="call"),
    path("arena/<int:pk>/meetings/series/", rhythm_views.call_series, name="call_series"),
    path("arena/<int:pk>/meetings/day/", rhythm_views.day, name="day"),
    path("meeting/<int:pk>/clashes/", rhythm_views.clashes, name="clashes"),
    path("meeting/<int:pk>/change/", rhythm_views.change, name="change"),
    path("meeting/<int:pk>/move/", rhythm_views.move, name="move"),
    path("meeting/<int:pk>/call-off/", rhythm_views.call_off, name="call_off"),
    path("meeting/<int:pk>/duplicate/", rhythm_views.duplicate, name="duplicate"),
    path("meeting/<int:pk>/rest/change/", rhythm_views.change_rest, name="change_rest"),
    path("meeting/<int:pk>/rest/end/", rhythm_views.end_rest, name="end_rest"),
    path("meeting/<int:pk>/reply/", rhythm_views.reply, name="reply"),
]

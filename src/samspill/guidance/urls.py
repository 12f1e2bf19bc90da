from django.urls import path

from samspill.guidance import talking_views, views

app_name = "guidance"
urlpatterns = [
    path("guidance/", views.following, name="following"),
    path("guidance/school/<int:pk>/", views.school, name="school"),
    path("guidance/school/<int:pk>/invite/", views.invite, name="invite"),
    path("guidance/school/<int:pk>/ask/", views.ask, name="ask"),
    path("guidance/invitation/<int:pk>/change/", views.change_invitation, name="change_invitation"),
    path("guidance/invitation/<int:pk>/end/", views.end_invitation, name="end_invitation"),
    path("guidance/measure/<int:pk>/open/", views.open_measure, name="open_measure"),
    path("guidance/measure/<int:pk>/close/", views.close_measure, name="close_measure"),
    path("guidance/measure/<int:pk>/comment/", views.comment, name="comment"),
    path("guidance/measure/<int:pk>/ask/", views.ask_about, name="ask_about"),
    path("guidance/conversation/<int:pk>/", talking_views.conversation, name="conversation"),
    path("guidance/conversation/<int:pk>/reply/", talking_views.reply, name="reply"),
    path("guidance/conversation/<int:pk>/settle/", talking_views.settle, name="settle"),
    path("guidance/remark/<int:pk>/change/", talking_views.rewrite, name="rewrite"),
    path("guidance/project/<int:pk>/", talking_views.handing_over, name="handing_over"),
    path("guidance/project/<int:pk>/conference/<str:key>/", talking_views.note_lead, name="note_lead"),
]

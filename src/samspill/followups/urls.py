from django.urls import path

from samspill.followups import views

app_name = "followups"
urlpatterns = [
    path("followups/", views.mine, name="mine"),
    path("followups/add/", views.add, name="add"),
    path("followup/<int:pk>/", views.followup, name="followup"),
    path("followup/<int:pk>/done/", views.done, name="done"),
    path("followup/<int:pk>/change/", views.change, name="change"),
    path("followup/<int:pk>/drop/", views.drop, name="drop"),
    path("followup/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("arena/<int:pk>/followups/", views.of_arena, name="of_arena"),
    path("arena/<int:pk>/followups/add/", views.ask, name="ask"),
]

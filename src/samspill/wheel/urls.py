from django.urls import path

from samspill.wheel import start_views, views

app_name = "wheel"
urlpatterns = [
    path("", views.start, name="start"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/lay/", views.lay, name="lay"),
    path("<int:pk>/add/", views.add, name="add"),
    path("project/<int:pk>/", views.municipality_plan, name="municipality_plan"),
    path("begin/<int:pk>/", start_views.begin, name="begin"),
    path("join/<int:pk>/", start_views.join, name="join"),
    path("arena/<int:pk>/", views.arena_occasions, name="arena_occasions"),
    path("activity/<int:pk>/", views.occasion, name="occasion"),
    path("activity/<int:pk>/held/", views.held, name="held"),
    path("activity/<int:pk>/not-held/", views.undo_held, name="undo_held"),
    path("activity/<int:pk>/move/", views.move, name="move"),
    path("activity/<int:pk>/call-off/", views.call_off, name="call_off"),
    path("activity/<int:pk>/responsible/", views.responsible, name="responsible"),
]

from django.urls import path

from samspill.planner import (
    away_views,
    meeting_views,
    people_views,
    person_views,
    publish_views,
    repair_views,
    setup_views,
    start_views,
    views,
    weekly_views,
)

app_name = "planner"
urlpatterns = [
    path("", start_views.start, name="start"),
    path("new/<str:kind>/<int:pk>/", start_views.new, name="new"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/make/", views.make, name="make"),
    path("<int:pk>/stop/", views.stop, name="stop"),
    path("<int:pk>/undo/", views.undo, name="undo"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/judge/", views.judge, name="judge"),
    path("<int:pk>/why/", views.why, name="why"),
    path("<int:pk>/setup/", setup_views.setup, name="setup"),
    path("<int:pk>/rooms/", setup_views.rooms, name="rooms"),
    path("<int:pk>/people/", people_views.people, name="people"),
    path("<int:pk>/away/", away_views.away, name="away"),
    path("person/<int:pk>/", person_views.person, name="person"),
    path("person/<int:pk>/away/", person_views.away, name="person_away"),
    path("absence/<int:pk>/end/", person_views.end_absence, name="end_absence"),
    path("<int:pk>/meeting/<int:meeting>/", meeting_views.meeting, name="meeting"),
    path("<int:pk>/meeting/<int:meeting>/pin/", meeting_views.pin, name="pin"),
    path("<int:pk>/meeting/<int:meeting>/leave-out/", meeting_views.leave_out, name="leave_out"),
    path("<int:pk>/weekly/<int:weekly>/", weekly_views.weekly, name="weekly"),
    path("<int:pk>/weekly/<int:weekly>/judge/", weekly_views.judge, name="judge_weekly"),
    path("<int:pk>/weekly/<int:weekly>/pin/", weekly_views.pin, name="pin_weekly"),
    path("<int:pk>/repair/", repair_views.repair, name="repair"),
    path("<int:pk>/repair/propose/", repair_views.propose, name="propose"),
    path("<int:pk>/repair/<int:run>/accept/", repair_views.accept, name="accept"),
    path("<int:pk>/publish/", publish_views.publish, name="publish"),
]

from django.urls import path

from samspill.people import guarding, person_views, setup_school_views, setup_views, views

app_name = "people"
urlpatterns = [
    path("municipality/<int:pk>/", views.municipality, name="municipality"),
    path("municipality/<int:pk>/logo.png", views.logo, name="logo"),
    path("municipality/<int:pk>/change/", views.change_municipality, name="change_municipality"),
    path("municipality/<int:pk>/people/", views.municipality_people, name="municipality_people"),
    path("municipality/<int:pk>/set-up/details/", setup_views.details, name="set_up_details"),
    path("municipality/<int:pk>/set-up/services/", setup_views.services, name="set_up_services"),
    path("municipality/<int:pk>/set-up/schools/", setup_views.schools, name="set_up_schools"),
    path("municipality/<int:pk>/set-up/people/", setup_views.people, name="set_up_people"),
    path("municipality/<int:pk>/set-up/done/", setup_views.done, name="set_up_done"),
    path("unit/<int:pk>/", views.unit, name="unit"),
    path("unit/<int:pk>/history/", views.unit_history, name="unit_history"),
    path("unit/<int:pk>/change/", views.change_unit, name="change_unit"),
    path("unit/<int:pk>/people/", views.unit_people, name="unit_people"),
    path("unit/<int:pk>/people/add/", person_views.add_person, name="add_person"),
    path("unit/<int:pk>/set-up/grades/", setup_school_views.grades, name="school_grades"),
    path("unit/<int:pk>/set-up/leader/", setup_school_views.leader, name="school_leader"),
    path("unit/<int:pk>/set-up/teachers/", setup_school_views.teachers, name="school_teachers"),
    path("unit/<int:pk>/set-up/coordinator/", setup_school_views.coordinator, name="school_coordinator"),
    path("unit/<int:pk>/set-up/services/", setup_school_views.services, name="school_services"),
    path("unit/<int:pk>/set-up/done/", setup_school_views.done, name="school_done"),
    path("guard/", guarding.guard, name="guard"),
    path("person/<int:pk>/", person_views.person, name="person"),
    path("person/<int:pk>/history/", person_views.history, name="person_history"),
    path("person/<int:pk>/change/", person_views.change_person, name="change_person"),
    path("person/<int:pk>/position/", person_views.add_position, name="add_position"),
    path("person/<int:pk>/invite/", person_views.invite, name="invite"),
    path("position/<int:pk>/change/", person_views.change_position, name="change_position"),
    path("position/<int:pk>/end/", person_views.end_position, name="end_position"),
]

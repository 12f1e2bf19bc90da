from django.urls import path

from samspill.measures import overview_views as views

urlpatterns = [
    path("measures/", views.start, name="start"),
    path("school/<int:pk>/measures/", views.school, name="school"),
    path("measures/project/<int:pk>/", views.of_project, name="of_project"),
]

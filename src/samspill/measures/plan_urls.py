from django.urls import path

from samspill.measures import plan_views as views

urlpatterns = [
    path("measure/<int:pk>/plan/", views.plan, name="plan"),
    path("measure/<int:pk>/coordinator/", views.coordinator, name="coordinator"),
    path("measure/<int:pk>/coordinator/stop/", views.step_down, name="step_down"),
    path("measure/<int:pk>/participants/", views.participants, name="participants"),
    path("measure/participant/<int:pk>/", views.part, name="part"),
    path("measure/<int:pk>/milestone/add/", views.add_milestone, name="add_milestone"),
    path("measure/milestone/<int:pk>/", views.milestone, name="milestone"),
    path("measure/milestone/<int:pk>/tick/", views.tick_milestone, name="tick_milestone"),
    path("measure/milestone/<int:pk>/remove/", views.remove_milestone, name="remove_milestone"),
]

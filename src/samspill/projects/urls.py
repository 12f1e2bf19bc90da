from django.urls import path

from samspill.projects import views

app_name = "projects"
urlpatterns = [
    path("<int:pk>/", views.project, name="project"),
    path("<int:pk>/contact/", views.contact, name="contact"),
    path("<int:pk>/adapt/", views.adaptation, name="adaptation"),
    path("<int:pk>/adapt/<path:what>/", views.adapt, name="adapt"),
    path("participation/<int:pk>/leave/", views.leave, name="leave"),
    path("adaptation/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]

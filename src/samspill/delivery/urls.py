from django.urls import path

from samspill.delivery import views

app_name = "delivery"
urlpatterns = [
    path("", views.operations, name="operations"),
    path("mail/again/", views.send_all_again, name="send_all_again"),
    path("mail/<int:pk>/again/", views.send_again, name="send_again"),
    path("mail/<int:pk>/aside/", views.lay_aside, name="lay_aside"),
    path("received/<int:pk>/seen/", views.mark_seen, name="mark_seen"),
    path("work/<int:pk>/again/", views.retry_work, name="retry_work"),
    path("work/<int:pk>/discard/", views.discard_work, name="discard_work"),
]

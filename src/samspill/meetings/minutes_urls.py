"""The addresses of everything after the meeting."""

from django.urls import path

from samspill.meetings import forward_views, minutes_views

urlpatterns = [
    path("meeting/<int:pk>/minutes/", minutes_views.minutes, name="minutes"),
    path("meeting/<int:pk>/minutes/<slug:fmt>/", minutes_views.minutes_file, name="minutes_file"),
    path("meeting/<int:pk>/share/", minutes_views.share, name="share"),
    path("meeting/<int:pk>/forward/", forward_views.forward, name="forward"),
    path("forward/<int:pk>/take-back/", forward_views.take_back, name="take_back"),
    path("meeting/<int:pk>/approve/", minutes_views.approve, name="approve"),
    path("meeting/<int:pk>/remark/", minutes_views.remark, name="remark"),
    path("meeting/<int:pk>/settle/", minutes_views.settle, name="settle"),
    path("meeting/<int:pk>/put-to/", minutes_views.put_to, name="put_to"),
    path("meeting/<int:pk>/approve-together/", minutes_views.approve_together, name="approve_together"),
    path("meeting/<int:pk>/correct/", minutes_views.correct, name="correct"),
    path("meeting/<int:pk>/carry-over/", minutes_views.carry_over, name="carry_over"),
]

from django.urls import path

from samspill.delivery import outbox_views as views

app_name = "outbox"
urlpatterns = [
    path("", views.outbox, name="outbox"),
    path("<int:pk>/", views.letter, name="letter"),
    path("<int:pk>/file/<int:file>/", views.file, name="file"),
    path("<int:pk>/invite.ics", views.invitation, name="invitation"),
]

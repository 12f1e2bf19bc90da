from django.urls import path

from samspill.imports import views

app_name = "imports"
urlpatterns = [
    path("", views.start, name="start"),
    path("<int:pk>/", views.preview, name="preview"),
    path("<int:pk>/answers/", views.answers, name="answers"),
    path("<int:pk>/ask-again/", views.ask_again, name="ask_again"),
    path("<int:pk>/confirm/", views.confirm, name="confirm"),
    path("<int:pk>/discard/", views.discard, name="discard"),
]

from django.urls import path

from samspill.imports import views

app_name = "imports"
urlpatterns = [
    path("import/", views.start, name="start"),
    path("import/<int:pk>/", views.preview, name="preview"),
    path("import/<int:pk>/answers/", views.answers, name="answers"),
    path("import/<int:pk>/ask-again/", views.ask_again, name="ask_again"),
    path("import/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("import/<int:pk>/discard/", views.discard, name="discard"),
]

from django.urls import path

from samspill.insight import views

app_name = "insight"
urlpatterns = [
    path("", views.start, name="start"),
    path("<int:pk>/", views.board, name="board"),
    path("<int:pk>/extent/", views.extent, name="extent"),
    path("<int:pk>/otherwise/", views.otherwise, name="otherwise"),
    path("<int:pk>/release/", views.release, name="release"),
    path("<int:pk>/take-back/", views.take_back, name="take_back"),
    path("<int:pk>/<slug:requirement>/otherwise/", views.depart, name="depart"),
    path("<int:pk>/<slug:requirement>/support/", views.ask_support, name="ask_support"),
    path("<int:pk>/<slug:requirement>/judge/", views.judge, name="judge"),
    path("otherwise/<int:pk>/end/", views.end_departure, name="end_departure"),
    path("support/<int:pk>/answer/", views.answer_support, name="answer_support"),
    path("project/<int:pk>/", views.overview, name="overview"),
]

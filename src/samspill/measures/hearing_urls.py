from django.urls import path

from samspill.measures import hearing_views as views

patterns = [
    path("measure/<int:pk>/ask/", views.ask, name="ask"),
    path("school/<int:pk>/proposals/ask/", views.ask_all, name="ask_all"),
    path("answer/<int:pk>/", views.answer, name="answer"),
    path("arena/<int:pk>/answers/", views.answer_all, name="answer_all"),
]

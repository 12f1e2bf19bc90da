from django.urls import path

from samspill.measures import log_views as views

urlpatterns = [
    path("log/", views.choose, name="log_choose"),
    path("log/reminder/", views.reminder, name="log_reminder"),
    path("log/reminder/choice/", views.choose_reminder, name="choose_log_reminder"),
    path("log/<int:pk>/", views.entry, name="entry"),
    path("log/<int:pk>/change/", views.change_entry, name="change_entry"),
    path("log/<int:pk>/withdraw/", views.withdraw_entry, name="withdraw_entry"),
    path("log/<int:pk>/add/", views.add_to_entry, name="add_to_entry"),
    path("log/<int:pk>/answer/", views.answer_entry, name="answer_entry"),
    path("measure/<int:pk>/log/", views.log, name="log"),
    path("measure/<int:pk>/log/new/", views.new, name="new_entry"),
    path("school/<int:pk>/log/", views.project_log, name="project_log"),
    path("school/<int:pk>/log/new/", views.new_of_project, name="new_project_entry"),
]

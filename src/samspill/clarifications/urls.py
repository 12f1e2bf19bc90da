from django.urls import path

from samspill.clarifications import views

app_name = "clarifications"
urlpatterns = [
    path("municipality/<int:pk>/clarifications/", views.of_municipality, name="of_municipality"),
    path("unit/<int:pk>/clarifications/", views.of_unit, name="of_unit"),
    path("unit/<int:pk>/clarifications/ask/", views.raise_one, name="raise"),
    path("clarification/<int:pk>/", views.case, name="case"),
    path("clarification/<int:pk>/report/", views.report, name="report"),
    path("clarification/<int:pk>/agenda/", views.put_on_agenda, name="put_on_agenda"),
    path("clarification/<int:pk>/call/", views.call_services, name="call_services"),
    path("clarification/<int:pk>/clarify/", views.clarify, name="clarify"),
    path("clarification/<int:pk>/clarify/<int:outcome>/", views.take_answer, name="take_answer"),
    path("clarification/<int:pk>/answer/", views.answer_back, name="answer_back"),
    path("clarification/<int:pk>/due/", views.change_due, name="change_due"),
    path("clarification/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]

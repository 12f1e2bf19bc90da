from django.urls import path

from samspill.meetings import agenda_views, inbox_views

patterns = [
    path("arena/<int:pk>/meetings/", agenda_views.arena, name="arena"),
    path("arena/<int:pk>/inbox/", inbox_views.inbox, name="inbox"),
    path("arena/<int:pk>/inbox/new/", inbox_views.submit, name="submit"),
    path("meeting/<int:pk>/", agenda_views.meeting, name="meeting"),
    path("meeting/<int:pk>/items/new/", agenda_views.add_item, name="add_item"),
    path("meeting/<int:pk>/points/", agenda_views.add_point, name="add_point"),
    path("meeting/<int:pk>/agenda/order/", agenda_views.arrange, name="arrange"),
    path("meeting/<int:pk>/agenda/plan/", agenda_views.plan, name="plan"),
    path("meeting/<int:pk>/agenda/send/", agenda_views.send_agenda, name="send_agenda"),
    path("meeting/<int:pk>/agenda/<slug:kind>/", agenda_views.agenda_file, name="agenda_file"),
    path("item/<int:pk>/", inbox_views.item, name="item"),
    path("item/<int:pk>/change/", agenda_views.change_item, name="change_item"),
    path("item/<int:pk>/take-off/", agenda_views.take_off, name="take_off"),
    path("item/<int:pk>/restore/", agenda_views.restore, name="restore"),
    path("item/<int:pk>/attach/", inbox_views.attach, name="attach"),
    path("item/<int:pk>/accept/", inbox_views.accept, name="accept"),
    path("item/<int:pk>/postpone/", inbox_views.postpone, name="postpone"),
    path("item/<int:pk>/return/", inbox_views.give_back, name="give_back"),
    path("item/<int:pk>/send-on/", inbox_views.send_on, name="send_on"),
    path("item/<int:pk>/withdraw/", inbox_views.withdraw, name="withdraw"),
]

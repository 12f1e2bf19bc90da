from django.urls import path

from samspill.measures import funnel_views
from samspill.measures import thread_views as views

urlpatterns = [
    path("measure/<int:pk>/thread/", views.thread, name="thread"),
    path("measure/<int:pk>/thread/<slug:kind>/", views.paper, name="thread_file"),
    path("measure/<int:pk>/why/", views.why, name="why"),
    path("funnel/", funnel_views.start, name="funnel"),
    path("school/<int:unit>/funnel/", funnel_views.school, name="school_funnel"),
    path("statement/<int:pk>/", views.statement, name="statement"),
]

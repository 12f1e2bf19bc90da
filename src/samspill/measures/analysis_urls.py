from django.urls import path

from samspill.measures import analysis_views as views

patterns = [
    path("measure/<int:pk>/analyse/", views.analyse, name="analyse"),
    path("measure/<int:pk>/put-forward/", views.put_forward, name="put_forward"),
    path("measure/<int:pk>/park/", views.park, name="park"),
    path("measure/<int:pk>/decline/", views.decline, name="decline"),
    path("measure/<int:pk>/to-forum/", views.to_forum, name="to_forum"),
    path("measure/<int:pk>/resume/", views.resume, name="resume"),
    path("measure/<int:pk>/merge/", views.merge, name="merge"),
    path("measure/<int:pk>/unmerge/", views.unmerge, name="unmerge"),
    path("measure/<int:pk>/split/", views.split, name="split"),
]

from django.urls import path

from samspill.conferences import print_views as views

patterns = [
    path("conference/<int:pk>/print/", views.papers, name="print"),
    path("conference/<int:pk>/print/<slug:key>.pdf", views.paper_file, name="print_file"),
]

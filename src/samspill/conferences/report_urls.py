from django.urls import path

from samspill.conferences import report_views

patterns = [
    path("conferences/", report_views.every, name="every"),
    path("conference/<int:pk>/report/", report_views.report, name="report"),
    path("conference/<int:pk>/report/write/", report_views.report_back, name="report_back"),
    path("conference/<int:pk>/report/<slug:kind>/", report_views.report_file, name="report_file"),
]

from django.urls import path

from samspill.measures import close_urls, log_urls, views

app_name = "measures"
urlpatterns = [
    path("measure/<int:pk>/", views.measure, name="measure"),
    path("measure/<int:pk>/to/<slug:to>/", views.step, name="step"),
    *close_urls.urlpatterns,
    *log_urls.urlpatterns,
]

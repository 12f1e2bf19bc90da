from django.urls import include, path

from samspill.measures import views

app_name = "measures"
urlpatterns = [
    path("measure/<int:pk>/", views.measure, name="measure"),
    path("measure/<int:pk>/to/<slug:to>/", views.step, name="step"),
    path("", include("samspill.measures.thread_urls")),
]

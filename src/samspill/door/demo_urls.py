from django.urls import path

from samspill.door import demo_views

app_name = "demo"
urlpatterns = [
    path("demo/cast/", demo_views.cast, name="cast"),
    path("demo/play/<int:pk>/", demo_views.play, name="play"),
]

from django.urls import URLPattern

<<<<<<< HEAD
from samspill.meetings import minutes_urls

app_name = "meetings"
urlpatterns: list[URLPattern] = [
    *minutes_urls.urlpatterns,
=======
from samspill.meetings import agenda_urls

app_name = "meetings"
urlpatterns: list[URLPattern] = [
    *agenda_urls.patterns,
from samspill.meetings import rhythm_urls
    *rhythm_urls.urlpatterns,
>>>>>>> main
]

from django.urls import URLPattern

from samspill.meetings import agenda_urls

app_name = "meetings"
urlpatterns: list[URLPattern] = [
    *agenda_urls.patterns,
from samspill.meetings import rhythm_urls
    *rhythm_urls.urlpatterns,
]

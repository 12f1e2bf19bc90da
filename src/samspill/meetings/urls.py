from django.urls import URLPattern

from samspill.meetings import agenda_urls, minutes_urls, rhythm_urls, run_urls

app_name = "meetings"
urlpatterns: list[URLPattern] = [
    *agenda_urls.patterns,
    *rhythm_urls.urlpatterns,
    *run_urls.urlpatterns,
    *minutes_urls.urlpatterns,
]

from django.urls import URLPattern

from samspill.meetings import minutes_urls

app_name = "meetings"
urlpatterns: list[URLPattern] = [
    *minutes_urls.urlpatterns,
]

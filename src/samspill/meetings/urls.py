from django.urls import URLPattern

from samspill.meetings import rhythm_urls

app_name = "meetings"
urlpatterns: list[URLPattern] = [
    *rhythm_urls.urlpatterns,
]

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samspill.people.urls")),
    path("arena/", include("samspill.arenas.urls")),
    path("journal/", include("samspill.journal.urls")),
]

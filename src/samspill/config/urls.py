from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("project/", include("samspill.projects.urls")),
    path("plan/", include("samspill.wheel.urls")),
    path("board/", include("samspill.insight.urls")),
]

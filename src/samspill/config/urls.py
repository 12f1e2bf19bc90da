from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samspill.home.urls")),
    path("", include("samspill.people.urls")),
    path("arena/", include("samspill.arenas.urls")),
    path("", include("samspill.followups.urls")),
    path("", include("samspill.meetings.urls")),
    path("", include("samspill.measures.urls")),
    path("", include("samspill.conferences.urls")),
    path("", include("samspill.clarifications.urls")),
    path("", include("samspill.guidance.urls")),
    path("project/", include("samspill.projects.urls")),
    path("", include("samspill.wheel.urls")),
    path("overall/", include("samspill.overall.urls")),
    path("planner/", include("samspill.planner.urls")),
    path("board/", include("samspill.insight.urls")),
    path("file/", include("samspill.documents.urls")),
    path("search/", include("samspill.search.urls")),
    path("journal/", include("samspill.journal.urls")),
    path("operations/", include("samspill.delivery.urls")),
    path("", include("samspill.imports.urls")),
    path("", include("samspill.door.urls")),
    path("", include("samspill.design.urls")),
]
if settings.DEMO:
    urlpatterns.append(path("", include("samspill.door.demo_urls")))
    urlpatterns.append(path("outbox/", include("samspill.delivery.outbox_urls")))

handler400 = "samspill.door.errors.bad_request"
handler403 = "samspill.door.errors.forbidden"
handler404 = "samspill.door.errors.not_found"
handler429 = "samspill.door.errors.too_many"
handler500 = "samspill.door.errors.server_error"

from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView

from samspill.door import views, welcome

own: list[URLPattern | URLResolver] = [
    path("welcome/", welcome.code, name="code"),
    path("welcome/<slug:code>/", welcome.choose, name="welcome"),
    path("welcome/<slug:code>/password/", welcome.password, name="password"),
    path("welcome/<slug:code>/passkey/", welcome.passkey, name="passkey"),
    path("language/", views.language, name="language"),
    path("who-may/", views.who_may, name="who_may"),
    path("about/", views.about, name="about"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("was", views.danish_accessibility, name="was"),
]
# The school keeps the e-mail addresses, and nobody verifies them here: these pages of allauth lead on.
elsewhere = RedirectView.as_view(pattern_name="mfa_index")
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include((own, "door"))),
    path("account/password/reset/", views.forgotten),
    path("account/email/", elsewhere),
    path("account/confirm-email/", elsewhere),
    path("account/confirm-email/<path:key>/", RedirectView.as_view(url="/account/ways-in/")),
    path("account/", include("allauth.account.urls")),
    path("account/ways-in/", include("allauth.mfa.urls")),
]

"""Addresses of the year wheel; `urls` takes them in."""

from django.urls import path

from samspill.wheel import file_views, public_views, year_views

urlpatterns = [
    path("wheel/me/", year_views.my_year, name="my_year"),
    path("wheel/me/paper/", year_views.my_paper, name="my_paper"),
    path("wheel/me/add/", year_views.my_add, name="my_add"),
    path("wheel/me/file/", file_views.my_file, name="my_file"),
    path("wheel/me/bring/", file_views.my_bring, name="my_bring"),
    path("wheel/me/bring/confirm/", file_views.my_confirm, name="my_confirm"),
    path("wheel/activity/<int:pk>/", year_views.activity, name="activity"),
    path("wheel/activity/<int:pk>/change/", year_views.change, name="change_activity"),
    path("wheel/activity/<int:pk>/remove/", year_views.remove, name="remove_activity"),
    path("wheel/public/<int:pk>/", public_views.public, name="public"),
    path("wheel/public/<int:pk>/show/", public_views.show, name="show_wheel"),
    path("wheel/public/<int:pk>/hide/", public_views.hide, name="hide_wheel"),
    path("wheel/shown/<str:token>/", public_views.embed, name="embed"),
    path("wheel/<str:kind>/<int:pk>/", year_views.year, name="year"),
    path("wheel/<str:kind>/<int:pk>/paper/", year_views.paper, name="paper"),
    path("wheel/<str:kind>/<int:pk>/add/", year_views.add, name="add_activity"),
    path("wheel/<str:kind>/<int:pk>/file/", file_views.file, name="file"),
    path("wheel/<str:kind>/<int:pk>/bring/", file_views.bring, name="bring"),
    path("wheel/<str:kind>/<int:pk>/bring/confirm/", file_views.confirm, name="confirm"),
]

from django.urls import path

from samspill.wheel import busy_views, call_views, feed_views, start_views, views, year_urls

app_name = "wheel"
urlpatterns = [
    path("plan/", views.start, name="start"),
    path("plan/<int:pk>/", views.plan, name="plan"),
    path("plan/<int:pk>/lay/", views.lay, name="lay"),
    path("plan/<int:pk>/add/", views.add, name="add"),
    path("plan/<int:pk>/paper/<slug:kind>/", views.plan_paper, name="plan_paper"),
    path("plan/project/<int:pk>/", views.municipality_plan, name="municipality_plan"),
    path("plan/begin/<int:pk>/", start_views.begin, name="begin"),
    path("plan/join/<int:pk>/", start_views.join, name="join"),
    path("plan/arena/<int:pk>/", views.arena_occasions, name="arena_occasions"),
    path("plan/arena/<int:pk>/call/", call_views.call_half, name="call_half"),
    path("plan/activity/<int:pk>/", views.occasion, name="occasion"),
    path("plan/activity/<int:pk>/held/", views.held, name="held"),
    path("plan/activity/<int:pk>/not-held/", views.undo_held, name="undo_held"),
    path("plan/activity/<int:pk>/move/", views.move, name="move"),
    path("plan/activity/<int:pk>/call-off/", views.call_off, name="call_off"),
    path("plan/activity/<int:pk>/responsible/", views.responsible, name="responsible"),
    path("calendar/", feed_views.feeds, name="feeds"),
    path("calendar/make/", feed_views.make, name="make_feed"),
    path("calendar/<int:pk>/revoke/", feed_views.revoke, name="revoke_feed"),
    path("calendar/<int:pk>/remind/", feed_views.remind, name="remind_feed"),
    path("calendar/busy/", busy_views.state, name="busy"),
    path("calendar/busy/address/", busy_views.give_address, name="busy_address"),
    path("calendar/busy/file/", busy_views.give_file, name="busy_file"),
    path("calendar/busy/<int:pk>/again/", busy_views.ask_again, name="busy_again"),
    path("calendar/busy/<int:pk>/remove/", busy_views.take_away, name="busy_remove"),
    path("calendar/<str:token>.ics", feed_views.feed, name="feed"),
    *year_urls.urlpatterns,
]

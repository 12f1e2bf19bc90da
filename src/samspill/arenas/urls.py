from django.urls import path

from samspill.arenas import seat_views, views

app_name = "arenas"
urlpatterns = [
    path("<int:pk>/", views.arena, name="arena"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/history/", views.history, name="history"),
    path("<int:pk>/contacts/", views.contacts, name="contacts"),
    path("<int:pk>/contacts/review/", views.review_contacts, name="review_contacts"),
    path("<int:pk>/seat/", seat_views.seat, name="seat"),
    path("<int:pk>/guest/", seat_views.guest, name="guest"),
    path("<int:pk>/representative/", seat_views.representative, name="representative"),
    path("seat/<int:pk>/change/", seat_views.change_seat, name="change_seat"),
    path("seat/<int:pk>/end/", seat_views.end_seat, name="end_seat"),
    path("seat/<int:pk>/deputy/", seat_views.deputy, name="deputy"),
    path("unit/<int:pk>/open/", views.open_arena, name="open"),
]

from django.urls import path

from samspill.overall import views

app_name = "overall"
urlpatterns = [
    path("school/<int:pk>/", views.school, name="school"),
    path("school/<int:pk>/begin/", views.begin, name="begin"),
    path("<int:pk>/", views.plan, name="plan"),
    path("<int:pk>/paper/<slug:kind>/", views.paper, name="paper"),
    path("<int:pk>/write/", views.write, name="write"),
    path("<int:pk>/offers/", views.offers, name="offers"),
    path("<int:pk>/take/", views.take, name="take"),
    path("line/<int:pk>/", views.note, name="note"),
    path("line/<int:pk>/out/", views.take_out, name="take_out"),
    path("<int:pk>/propose/", views.propose, name="propose"),
    path("answer/<int:pk>/", views.answer, name="answer"),
    path("<int:pk>/adopt/", views.adopt, name="adopt"),
    path("<int:pk>/again/", views.again, name="again"),
    path("<int:pk>/versions/", views.versions, name="versions"),
]

from django.urls import path

from samspill.documents import views

app_name = "documents"
urlpatterns = [
    path("<int:pk>/", views.file, name="file"),
    path("<int:pk>/pdf/", views.pdf, name="pdf"),
    path("<int:pk>/original/", views.original, name="original"),
    path("<int:pk>/picture/", views.picture, name="picture"),
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]

from django.urls import path

from samspill.measures import proposal_views

patterns = [
    path("proposal/new/", proposal_views.propose, name="propose"),
    path("proposal/alike/", proposal_views.alike, name="alike"),
    path("proposal/several/", proposal_views.several, name="several"),
    path("measure/<int:pk>/reword/", proposal_views.reword, name="reword"),
    path("school/<int:pk>/proposals/", proposal_views.proposals, name="proposals"),
]

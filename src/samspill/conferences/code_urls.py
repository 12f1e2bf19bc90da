from django.urls import path

from samspill.conferences import code_more_views, code_suggest_views, code_theme_views, code_views

patterns = [
    path("conference/<int:pk>/statements/", code_views.coding, name="coding"),
    path("conference/<int:pk>/statements/now/", code_views.now, name="statements_now"),
    path("conference/<int:pk>/statements/sort/", code_views.sort, name="sort_statements"),
    path("conference/<int:pk>/statements/how-far/", code_more_views.coverage, name="coverage"),
    path("conference/<int:pk>/statements/take-out/", code_more_views.export, name="export"),
    path("conference/<int:pk>/statements/take-out/<slug:kind>/", code_more_views.export_file, name="export_file"),
    path("conference/<int:pk>/suggestions/", code_suggest_views.suggestions, name="suggestions"),
    path("conference/<int:pk>/suggestions/ask/", code_suggest_views.ask, name="ask_suggestions"),
    path("conference/<int:pk>/suggestions/accept/", code_suggest_views.accept, name="accept_suggestion"),
    path("conference/<int:pk>/suggestions/refuse/", code_suggest_views.refuse, name="refuse_suggestion"),
    path("conference/<int:pk>/themes/", code_theme_views.themes, name="themes"),
    path("conference/<int:pk>/themes/new/", code_theme_views.add_theme, name="add_theme"),
    path("conference/<int:pk>/themes/order/", code_theme_views.arrange_themes, name="arrange_themes"),
    path("conference/<int:pk>/finish-analysis/", code_theme_views.finish, name="finish_analysis"),
    path("conference/<int:pk>/hand-on/", code_theme_views.hand_on, name="hand_on"),
    path("theme/<int:pk>/", code_theme_views.theme, name="theme"),
    path("theme/<int:pk>/change/", code_theme_views.change_theme, name="change_theme"),
    path("theme/<int:pk>/merge/", code_theme_views.merge_theme, name="merge_theme"),
    path("theme/<int:pk>/unmerge/", code_theme_views.unmerge_theme, name="unmerge_theme"),
    path("theme/<int:pk>/remove/", code_theme_views.remove_theme, name="remove_theme"),
    path("theme/<int:pk>/propose/", code_theme_views.propose, name="propose"),
    path("statement-of-group/<int:pk>/apart/", code_suggest_views.apart, name="say_apart"),
]

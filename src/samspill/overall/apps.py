from django.apps import AppConfig


class OverallConfig(AppConfig):
    name = "samspill.overall"

from django.apps import AppConfig


class ArenasConfig(AppConfig):
    name = "samspill.arenas"

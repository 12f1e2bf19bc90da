from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "samspill.notes"

from django.apps import AppConfig


class DoorConfig(AppConfig):
    """Signing in and out, choosing a language, and the pages that say why something could not be shown."""

    name = "samspill.door"

    def ready(self) -> None:
        from samspill.door import checks  # noqa: F401 - Django learns of checks when they are imported

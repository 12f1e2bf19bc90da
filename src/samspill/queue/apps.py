from django.apps import AppConfig


class QueueConfig(AppConfig):
    name = "samspill.queue"

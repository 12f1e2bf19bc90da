import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("conferences", "0002_phones")]

    operations = [
        migrations.CreateModel(
            name="Suggestions",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("asked_at", models.DateTimeField()),
                ("made_at", models.DateTimeField(blank=True, null=True)),
                ("found", models.JSONField(blank=True, default=dict)),
                (
                    "conference",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="suggestions",
                        to="conferences.conference",
                    ),
                ),
            ],
        ),
    ]

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0004_takes_up"),
    ]

    operations = [
        migrations.AddField(
            model_name="conference",
            name="pulse_closed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="conference",
            name="shows",
            field=models.CharField(
                choices=[
                    ("question", "the question"),
                    ("groups", "who sits where"),
                    ("join", "the way to the groups' notes"),
                    ("countdown", "the clock"),
                    ("board", "what the groups send to the plenary"),
                    ("pulse", "the questions before one goes home"),
                ],
                default="question",
                max_length=10,
            ),
        ),
        migrations.AddField(
            model_name="conference",
            name="speaking",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="conferences.group",
            ),
        ),
        migrations.AddField(
            model_name="conference",
            name="speaking_since",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]

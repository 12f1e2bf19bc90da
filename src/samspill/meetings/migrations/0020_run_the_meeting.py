"""The meeting as it runs: where it is, time per item, its live text, and tallies for answers without names."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("meetings", "0010_approved_minutes_stay"),
        ("notes", "0001_first"),
    ]

    operations = [
        migrations.CreateModel(
            name="ItemTime",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("begun_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, null=True)),
            ],
            options={
                "ordering": ("begun_at", "id"),
            },
        ),
        migrations.AddField(
            model_name="dynamicsanswer",
            name="count",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="meeting",
            name="current",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to="meetings.item",
            ),
        ),
        migrations.AddField(
            model_name="meeting",
            name="evaluated",
            field=models.BooleanField(default=False),
        ),
        migrations.AddField(
            model_name="meeting",
            name="note",
            field=models.OneToOneField(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meeting",
                to="notes.note",
            ),
        ),
        migrations.AddConstraint(
            model_name="dynamicsanswer",
            constraint=models.UniqueConstraint(fields=("meeting", "question", "value"), name="one_tally_per_answer"),
        ),
        migrations.AddField(
            model_name="itemtime",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="times", to="meetings.item"
            ),
        ),
    ]

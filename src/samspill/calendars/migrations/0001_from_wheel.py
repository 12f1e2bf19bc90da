"""The tables stand since the plan's first migration; only whose they are is new."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("people", "0001_first"),
        ("wheel", "0002_calendars_below"),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Calendar",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("starts", models.DateField()),
                        ("ends", models.DateField()),
                        ("source", models.CharField(blank=True, max_length=200)),
                        ("imported_at", models.DateTimeField()),
                        (
                            "municipality",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendars",
                                to="people.municipality",
                            ),
                        ),
                        (
                            "unit",
                            models.ForeignKey(
                                blank=True,
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="calendars",
                                to="people.unit",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("starts",),
                    },
                ),
                migrations.CreateModel(
                    name="Span",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        (
                            "kind",
                            models.CharField(
                                choices=[("holiday", "holiday"), ("planning", "planning day")], max_length=8
                            ),
                        ),
                        ("first", models.DateField()),
                        ("last", models.DateField()),
                        ("name", models.CharField(blank=True, max_length=120)),
                        (
                            "calendar",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="spans",
                                to="calendars.calendar",
                            ),
                        ),
                    ],
                    options={
                        "ordering": ("first",),
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("last__gte", models.F("first"))), name="span_ends_after_it_begins"
                            )
                        ],
                    },
                ),
            ]
        )
    ]

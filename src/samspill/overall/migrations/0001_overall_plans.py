import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("arenas", "0001_first"),
        ("measures", "0003_what_a_merge_brought"),
        ("meetings", "0031_shown_at"),
        ("people", "0002_logo_apart_and_nordic_order"),
        ("projects", "0002_a_service_was_contacted"),
        ("wheel", "0004_year_wheel"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="OverallPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("begins", models.PositiveSmallIntegerField()),
                ("aims", models.TextField(blank=True, verbose_name="what we want to reach")),
                ("activities", models.TextField(blank=True, verbose_name="about the main activities")),
                ("measures", models.TextField(blank=True, verbose_name="about the measures")),
                ("division", models.TextField(blank=True, verbose_name="who does what")),
                ("review", models.TextField(blank=True, verbose_name="how we look at it again")),
                ("review_on", models.DateField(blank=True, null=True, verbose_name="looked at again on")),
                ("drafted_on", models.DateField()),
                ("proposed_on", models.DateField(blank=True, null=True)),
                ("adopted_on", models.DateField(blank=True, null=True)),
                (
                    "lacking",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                ("deviation", models.TextField(blank=True, verbose_name="why it was adopted without")),
                (
                    "adopted_at",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.meeting",
                    ),
                ),
                (
                    "adopted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "copied_from",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="overall.overallplan",
                    ),
                ),
                (
                    "drafted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "project",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overall_plans", to="projects.project"
                    ),
                ),
                (
                    "review_entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="wheel.activity",
                    ),
                ),
                (
                    "unit",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="overall_plans", to="people.unit"
                    ),
                ),
            ],
            options={
                "ordering": ("-begins", "id"),
            },
        ),
        migrations.CreateModel(
            name="Line",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("note", models.TextField(blank=True, verbose_name="what the plan says about it")),
                (
                    "entry",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="wheel.activity",
                    ),
                ),
                (
                    "measure",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="measures.measure",
                    ),
                ),
                (
                    "occasion",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="wheel.occasion",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="lines", to="overall.overallplan"
                    ),
                ),
            ],
            options={
                "ordering": ("id",),
            },
        ),
        migrations.CreateModel(
            name="Edition",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.PositiveSmallIntegerField()),
                ("at", models.DateTimeField()),
                ("event", models.CharField(blank=True, max_length=10)),
                ("content", models.JSONField()),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="editions", to="overall.overallplan"
                    ),
                ),
            ],
            options={
                "ordering": ("number",),
            },
        ),
        migrations.CreateModel(
            name="Answer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveIntegerField(default=1, editable=False)),
                ("asked_on", models.DateField()),
                ("by", models.DateField(blank=True, null=True, verbose_name="answer by")),
                (
                    "stance",
                    models.CharField(
                        blank=True,
                        choices=[("agrees", "agrees"), ("changes", "wants something changed")],
                        max_length=8,
                        verbose_name="what you think",
                    ),
                ),
                ("reason", models.TextField(blank=True, verbose_name="why")),
                ("answered_on", models.DateField(blank=True, null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "arena",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="arenas.arena"),
                ),
                (
                    "item",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="meetings.item",
                    ),
                ),
                (
                    "edition",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="answers",
                        to="overall.edition",
                    ),
                ),
                (
                    "plan",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="answers", to="overall.overallplan"
                    ),
                ),
            ],
            options={
                "ordering": ("arena__kind", "arena__group", "id"),
            },
        ),
        migrations.AddConstraint(
            model_name="overallplan",
            constraint=models.UniqueConstraint(
                fields=("project", "unit", "begins"),
                name="one_overall_plan_a_year",
                violation_error_message="There is an overall plan for this school year already.",
            ),
        ),
        migrations.AddConstraint(
            model_name="overallplan",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("adopted_at", None), ("adopted_on", None)),
                    models.Q(("adopted_at__isnull", False), ("adopted_on__isnull", False)),
                    _connector="OR",
                ),
                name="adopted_at_a_meeting",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry", None), ("measure__isnull", False), ("occasion", None)),
                    models.Q(("entry", None), ("measure", None), ("occasion__isnull", False)),
                    models.Q(("entry__isnull", False), ("measure", None), ("occasion", None)),
                    _connector="OR",
                ),
                name="a_line_is_about_one_thing",
            ),
        ),
        migrations.AddConstraint(
            model_name="line",
            constraint=models.UniqueConstraint(
                fields=("plan", "measure", "occasion", "entry"), name="each_thing_once", nulls_distinct=False
            ),
        ),
        migrations.AddConstraint(
            model_name="edition",
            constraint=models.UniqueConstraint(fields=("plan", "number"), name="editions_are_numbered"),
        ),
        migrations.AddConstraint(
            model_name="answer",
            constraint=models.UniqueConstraint(fields=("plan", "arena"), name="one_answer_per_arena_to_a_plan"),
        ),
    ]

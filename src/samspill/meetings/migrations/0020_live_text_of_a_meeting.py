"""Each meeting has one live text, a field of it for every item."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0011_remember_who_was_invited"), ("notes", "0001_first")]

    operations = [
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
    ]

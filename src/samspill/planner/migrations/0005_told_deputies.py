from django.contrib.postgres.fields import ArrayField
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planner", "0004_kept_out")]

    operations = [
        migrations.AddField(
            model_name="plannedmeeting",
            name="told_deputies",
            field=ArrayField(models.BigIntegerField(), default=list, blank=True),
        ),
    ]

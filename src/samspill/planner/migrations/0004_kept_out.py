from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("planner", "0003_last_change")]

    operations = [
        migrations.AddField(
            model_name="weeklyplace",
            name="kept_out",
            field=models.BooleanField(default=False),
        ),
    ]

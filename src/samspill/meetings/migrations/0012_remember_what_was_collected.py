from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0010_approved_minutes_stay")]
    operations = [
        migrations.AddField("meeting", "collected_on", models.DateField(blank=True, editable=False, null=True)),
    ]

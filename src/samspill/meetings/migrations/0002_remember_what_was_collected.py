from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0001_begin")]
    operations = [
        migrations.AddField("meeting", "collected_on", models.DateField(blank=True, editable=False, null=True)),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("meetings", "0020_live_text_of_a_meeting")]

    operations = [migrations.AddField("meeting", "by_name", models.BooleanField(default=False))]

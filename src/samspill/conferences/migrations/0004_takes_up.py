from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("conferences", "0003_suggestions"),
    ]

    operations = [
        migrations.AddField(
            model_name="session",
            name="treats",
            field=models.CharField(blank=True, max_length=40, verbose_name="takes up"),
        ),
    ]

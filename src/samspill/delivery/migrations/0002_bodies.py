import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    """Attachments made before this one are dropped: no release has had any."""

    dependencies = [("delivery", "0001_first")]

    operations = [
        migrations.CreateModel(
            name="Body",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("digest", models.CharField(max_length=64, unique=True)),
                ("data", models.BinaryField()),
            ],
        ),
        migrations.DeleteModel(name="Attachment"),
        migrations.CreateModel(
            name="Attachment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=200)),
                ("media_type", models.CharField(max_length=100)),
                (
                    "body",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attachments", to="delivery.body"
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="attachments", to="delivery.message"
                    ),
                ),
            ],
            options={"ordering": ("pk",)},
        ),
    ]

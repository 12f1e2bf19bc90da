"""School calendars get a room of their own below meetings. Their tables keep every row and get its name."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("wheel", "0001_first")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable("calendar", "calendars_calendar"),
                migrations.AlterModelTable("span", "calendars_span"),
            ],
            state_operations=[migrations.DeleteModel("Span"), migrations.DeleteModel("Calendar")],
        ),
    ]

from django.db import migrations

FORBID = """
create function journal_entry_is_for_ever() returns trigger language plpgsql as $$
begin
    raise exception 'Journal entries are added, never changed or removed.';
end $$;
create trigger journal_entry_is_for_ever before update or delete on journal_entry
    for each row execute function journal_entry_is_for_ever();
"""
ALLOW = """
drop trigger journal_entry_is_for_ever on journal_entry;
drop function journal_entry_is_for_ever();
"""


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_first")]
    operations = [migrations.RunSQL(FORBID, ALLOW)]

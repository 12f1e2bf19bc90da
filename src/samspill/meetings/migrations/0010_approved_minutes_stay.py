"""Approved minutes cannot be changed, whichever verb tries. Corrections come below them and never change either."""

from django.db import migrations

KEEP = """
CREATE FUNCTION meetings_approved(meeting bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_meeting WHERE id = meeting AND approved_at IS NOT NULL)
$$;
CREATE FUNCTION meetings_approved_item(item bigint) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM meetings_item WHERE id = item AND state = 'agenda' AND meetings_approved(meeting_id))
$$;
CREATE FUNCTION meetings_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'approved minutes stay as they are' USING ERRCODE = 'check_violation';
END $$;

CREATE TRIGGER approved_item_stays BEFORE UPDATE ON meetings_item FOR EACH ROW
  WHEN (meetings_approved(OLD.meeting_id) AND OLD.state = 'agenda'
    AND (OLD.title, OLD.text, OLD.meeting_id, OLD.state, OLD.place, OLD.point, OLD.treats, OLD.tryout)
      IS DISTINCT FROM (NEW.title, NEW.text, NEW.meeting_id, NEW.state, NEW.place, NEW.point, NEW.treats, NEW.tryout))
  EXECUTE FUNCTION meetings_stay();
CREATE TRIGGER approved_agenda_is_closed BEFORE INSERT OR UPDATE OF meeting_id, state ON meetings_item FOR EACH ROW
  WHEN (meetings_approved(NEW.meeting_id) AND NEW.state = 'agenda' AND NOT meetings_approved_item(NEW.id))
  EXECUTE FUNCTION meetings_stay();
CREATE TRIGGER approved_item_is_kept BEFORE DELETE ON meetings_item FOR EACH ROW
  WHEN (meetings_approved(OLD.meeting_id) AND OLD.state = 'agenda') EXECUTE FUNCTION meetings_stay();

CREATE TRIGGER approved_outcome_is_new BEFORE INSERT ON meetings_outcome FOR EACH ROW
  WHEN (meetings_approved_item(NEW.item_id)) EXECUTE FUNCTION meetings_stay();
CREATE TRIGGER approved_outcome_stays BEFORE UPDATE OR DELETE ON meetings_outcome FOR EACH ROW
  WHEN (meetings_approved_item(OLD.item_id)) EXECUTE FUNCTION meetings_stay();

CREATE TRIGGER approved_away_is_new BEFORE INSERT ON meetings_away FOR EACH ROW
  WHEN (meetings_approved_item(NEW.item_id)) EXECUTE FUNCTION meetings_stay();
CREATE TRIGGER approved_away_stays BEFORE UPDATE OR DELETE ON meetings_away FOR EACH ROW
  WHEN (meetings_approved_item(OLD.item_id)) EXECUTE FUNCTION meetings_stay();

CREATE TRIGGER approved_presence_is_new BEFORE INSERT ON meetings_presence FOR EACH ROW
  WHEN (meetings_approved(NEW.meeting_id) AND NEW.here <> 'unknown') EXECUTE FUNCTION meetings_stay();
CREATE TRIGGER approved_presence_stays BEFORE UPDATE ON meetings_presence FOR EACH ROW
  WHEN (meetings_approved(OLD.meeting_id) AND (OLD.here, OLD.person_id, OLD.stands_in_for_id, OLD.guest)
    IS DISTINCT FROM (NEW.here, NEW.person_id, NEW.stands_in_for_id, NEW.guest))
  EXECUTE FUNCTION meetings_stay();
CREATE TRIGGER approved_presence_is_kept BEFORE DELETE ON meetings_presence FOR EACH ROW
  WHEN (meetings_approved(OLD.meeting_id)) EXECUTE FUNCTION meetings_stay();

CREATE TRIGGER corrections_stay BEFORE UPDATE OR DELETE ON meetings_correction FOR EACH ROW
  EXECUTE FUNCTION meetings_stay();
"""

LET_GO = """
DROP TRIGGER corrections_stay ON meetings_correction;
DROP TRIGGER approved_presence_is_kept ON meetings_presence;
DROP TRIGGER approved_presence_stays ON meetings_presence;
DROP TRIGGER approved_presence_is_new ON meetings_presence;
DROP TRIGGER approved_away_stays ON meetings_away;
DROP TRIGGER approved_away_is_new ON meetings_away;
DROP TRIGGER approved_outcome_stays ON meetings_outcome;
DROP TRIGGER approved_outcome_is_new ON meetings_outcome;
DROP TRIGGER approved_item_is_kept ON meetings_item;
DROP TRIGGER approved_agenda_is_closed ON meetings_item;
DROP TRIGGER approved_item_stays ON meetings_item;
DROP FUNCTION meetings_stay();
DROP FUNCTION meetings_approved_item(bigint);
DROP FUNCTION meetings_approved(bigint);
"""


class Migration(migrations.Migration):
    dependencies = [("meetings", "0002_run_the_meeting")]

    operations = [migrations.RunSQL(KEEP, LET_GO)]

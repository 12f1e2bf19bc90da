"""Pure cores: no Django, no clock, no dice, no files, no locale. Frozen dataclasses in, frozen dataclasses out."""

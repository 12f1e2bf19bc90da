"""Who does what by when: the one list that everything feeds."""

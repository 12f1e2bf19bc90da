"""The invented municipality of the demo, built through the verbs."""

"""Reading fulfilment of a method's requirements from traces: wishes × evidence → verdicts."""

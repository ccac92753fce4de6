"""What Gaitbox knows about gait: intent, editing, events, measures and checks."""

"""People, their applications, decisions, tags and personal links."""

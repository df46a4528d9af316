"""A lively workspace of people who do not exist: written through the services, multiplied in bulk, deleted by a click."""

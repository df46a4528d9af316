"""A lively workspace of people who do not exist: written by services, multiplied in bulk, deleted by a click."""

"""Stateless view functions: they take values or Vars and return what a page shows."""

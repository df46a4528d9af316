"""Workspaces, users, roles, permissions, sessions and the links that open doors."""

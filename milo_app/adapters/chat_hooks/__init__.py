"""Incoming webhooks of chats: the shape of a message for each, and one way to post it."""

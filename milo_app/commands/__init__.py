"""What `./milo COMMAND` does, one module per family. Nothing is imported here: a command loads only what it needs."""

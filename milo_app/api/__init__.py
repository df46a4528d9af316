"""Plain HTTP: the edge around everything, sign-in, files, health, and the public API."""

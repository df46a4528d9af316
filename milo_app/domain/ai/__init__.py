"""What the installation knows about models: which endpoint, what it costs, what is built in."""

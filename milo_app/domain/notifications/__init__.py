"""What recruiters are told, written in the transaction of its cause."""

"""Messages that leave the house, and the mailbox that shows them."""

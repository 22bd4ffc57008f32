"""What the console's pages ask: each answer made from the records that an account may read."""

"""What units can do, and what is due for them."""

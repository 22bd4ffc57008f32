"""What is missing, and which pledges fill it."""

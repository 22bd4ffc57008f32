"""Needs: people times a standard, next to what was delivered, by place; and who does what where."""

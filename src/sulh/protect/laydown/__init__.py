"""Where bases go: the tables, the choice, and what each place serves."""

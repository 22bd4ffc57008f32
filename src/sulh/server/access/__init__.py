"""Who asks and what they may do: accounts, passwords, sessions, roles, and the log of what they read."""

"""Units that may be busy: queues, expected coverage, and who serves whom when some are away."""

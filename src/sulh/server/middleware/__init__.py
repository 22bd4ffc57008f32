"""What every request passes before and after its route: limits, headers, the log, metrics, errors."""

"""Many wounded at once: triage, hospitals and their queues, who waits, and which transfers help."""

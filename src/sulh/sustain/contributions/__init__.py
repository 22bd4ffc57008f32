"""Who contributes what: people by nation, mission, month and sex."""

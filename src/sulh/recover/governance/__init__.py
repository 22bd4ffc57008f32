"""Who decided on which criteria, complaints and their answers, and what a donor is told."""

"""Rebuilding: damage, projects with their progress and cost, and the choice between projects."""

"""Checks of a report's own arithmetic, and of reports against each other."""

"""Comparisons over places and periods: differences, trends, rankings, counts of units, totals and pooled rates."""

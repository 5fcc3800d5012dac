"""Races between a student's function and a baseline: ratios of CPU time, which a busy neighbour cannot turn."""

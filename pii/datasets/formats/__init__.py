"""Formats of data sets: how each is read and written, row by row."""

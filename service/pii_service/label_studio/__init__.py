"""Predictions for Label Studio."""

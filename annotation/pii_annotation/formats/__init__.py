"""Importers of other tools' annotations, one module for each format; `registry` has them all."""

"""Samspill: municipalities and schools carry out development work together."""

__version__ = "0.4.0"

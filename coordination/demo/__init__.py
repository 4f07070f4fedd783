"""The demo: a synthetic practice with a year of history, for development and the README's tour."""

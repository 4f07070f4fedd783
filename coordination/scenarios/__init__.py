"""Consent scenarios: a small world in a file, and what the gate answers about it.

The format is in docs/consent-scenarios.md. Nothing here decides anything: a world is put into the
same tables as everybody's, and the same gate is asked.
"""

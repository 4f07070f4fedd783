"""Pages of releases: asking for one, and what the client does with it."""

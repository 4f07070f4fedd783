"""Forms about what is said across providers, split by subject."""

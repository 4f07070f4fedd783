"""django-guardian's permissions of shares: an app of `make bench` alone."""

"""From an uploaded file to the directory: checked as a whole, then written batch by batch."""

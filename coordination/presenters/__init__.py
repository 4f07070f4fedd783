"""What pages of the top floor say. Who may see what is decided below."""

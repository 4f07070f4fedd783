"""What is kept of a signature: a PDF of the words and the evidence, sealed against any change."""

"""A mail server that delivers nothing: it keeps every mail that it is given, and shows it on a page."""

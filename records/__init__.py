"""What is written down: tables, named queries, and acts. One act is one transaction."""

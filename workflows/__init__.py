"""The stories: what follows from what was recorded. No arithmetic, SQL or HTML."""

"""Files that only their owner may read."""

import os
from pathlib import Path


def keep_secret(file: Path, text: str) -> None:
    """Write a file that only its owner can read, so that it is there whole or not at all."""
    fresh = file.with_name(f".{file.name}.new")
    fresh.unlink(missing_ok=True)
    with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as out:
        out.write(text)
    fresh.replace(file)

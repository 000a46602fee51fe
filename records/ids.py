"""Ids: opaque, ordered by time, told apart by their first letters. Random secrets for links and sessions."""

import secrets
import time

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's, lower case: nothing to misread


def new_id(prefix: str) -> str:
    """Give a new id such as `doc_06c2m8r6x0vthkqz1y9bd4wnpe`: 48 bits of time, 80 random bits."""
    number = (time.time_ns() // 1_000_000 << 80) | secrets.randbits(80)
    digits = []
    for _ in range(26):
        number, digit = divmod(number, 32)
        digits.append(ALPHABET[digit])
    return f"{prefix}_{''.join(reversed(digits))}"

"""Secrets that open something without a password: links, sessions, API tokens, one-time codes.

A secret is derived from a random 256-bit seed and the installation's key, so that staff can be shown a link
again and a PDF renders to the same bytes twice, while a stolen database opens nothing: it holds the seed and
an HMAC of the secret, and the key is not in it.
"""

import hmac
import secrets as random_secrets
from base64 import urlsafe_b64encode
from hashlib import sha256

from cryptography.fernet import Fernet

SEED_BYTES = 32
CODE_DIGITS = 6


def new_seed() -> bytes:
    """Give 256 random bits."""
    return random_secrets.token_bytes(SEED_BYTES)


def token_of(key: bytes, seed: bytes) -> str:
    """Derive the secret of a link or session: 43 URL-safe characters."""
    return urlsafe_b64encode(_mac(key, b"token", seed)).rstrip(b"=").decode()


def hash_of(key: bytes, token: str) -> bytes:
    """Give what is stored of a secret: enough to recognise it, useless to present it."""
    return _mac(key, b"stored", token.encode())


def code_of(key: bytes, seed: bytes) -> str:
    """Derive a one-time code of six digits."""
    number = int.from_bytes(_mac(key, b"code", seed), "big")
    return f"{number % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def same(one: str, other: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())


def seal(key: bytes, data: bytes) -> bytes:
    """Give a mark that only this installation can make."""
    return _mac(key, b"seal", data)


def conceal(key: bytes, text: str) -> str:
    """Encrypt a text that may hold a secret, for the database."""
    return _cipher(key).encrypt(text.encode()).decode()


def reveal(key: bytes, concealed: str) -> str:
    """Give a concealed text back."""
    return _cipher(key).decrypt(concealed.encode()).decode()


def _cipher(key: bytes) -> Fernet:
    return Fernet(urlsafe_b64encode(_mac(key, b"conceal", b"")))


def _mac(key: bytes, use: bytes, data: bytes) -> bytes:
    return hmac.new(key, use + b"\0" + data, sha256).digest()

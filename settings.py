"""What can be set from outside: one frozen `Settings`, read only by the composition roots.

Every variable starts with `AVAL_`; one that has no safe default is refused with a sentence at start.
"""

from functools import cached_property
from pathlib import Path
from typing import Literal

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
    """The whole configuration of a web or worker process."""

    model_config = SettingsConfigDict(env_prefix="AVAL_", frozen=True, extra="ignore")

    database_url: str = Field(description="PostgreSQL, as the role that the application uses")
    owner_database_url: str = Field("", description="the same, as the role that owns the schema; migrations")
    temporal_address: str = Field("127.0.0.1:7233", description="host:port of the workflow server")
    temporal_namespace: str = Field("default", description="namespace on the workflow server")
    temporal_ui_url: str = Field("", description="address of the Temporal Web UI, for operators")
    task_queue: str = Field("aval", description="queue of the stories; PDFs use this name with '-paper'")
    smtp_url: str = Field(
        "smtp://127.0.0.1:1025", description="smtp://user:password@host:port or smtps://..."
    )
    mail_from: str = Field("Aval <no-reply@aval.example>", description="sender of all mails")
    mailbox_url: str = Field("", description="page that shows the caught mails; only on embedded parts")
    files_url: str = Field(description="file:///path, s3://bucket/prefix or memory://")
    base_url: str = Field(description="the only address that links are built from")
    secret_key: SecretStr = Field(description="at least 32 characters; links and seals derive from it")
    stripe_url: str = Field("https://api.stripe.com", description="where Stripe's API answers")
    paypal_url: str = Field("", description="where PayPal's API answers, instead of where PayPal says")
    payment_pages: str = Field(
        "https://checkout.stripe.com https://*.paypal.com",
        description="origins that a payment may lead to; add your own domain of Stripe Checkout",
    )
    test_payments: bool = Field(default=False, description="offer the test provider, which moves no money")
    log_format: Literal["text", "json"] = Field("json", description="one line an event")
    log_level: Literal["debug", "info", "warning", "error"] = Field("info", description="least severe level")
    pdf_processes: int = Field(1, ge=1, le=64, description="processes that render PDFs")
    trust_proxy: bool = Field(default=False, description="take the client's address from X-Forwarded-For")

    @field_validator("secret_key")
    @classmethod
    def _long_enough(cls, value: SecretStr) -> SecretStr:
        if len(value.get_secret_value()) < 32:  # noqa: PLR2004  the sentence says it
            raise ValueError("AVAL_SECRET_KEY must have at least 32 characters")
        return value

    @field_validator("base_url")
    @classmethod
    def _no_slash(cls, value: str) -> str:
        return value.rstrip("/")

    @cached_property
    def secret(self) -> bytes:
        """The secret key as bytes."""
        return self.secret_key.get_secret_value().encode()

    @property
    def secure(self) -> bool:
        """Whether people reach us by HTTPS, so that cookies may insist on it."""
        return self.base_url.startswith("https://")

    @property
    def paper_queue(self) -> str:
        """The task queue of the PDF worker."""
        return f"{self.task_queue}-paper"


ROOT = Path(__file__).parent

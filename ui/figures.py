"""Amounts, quantities, percentages and dates as people of a language write them.

Signs and patterns come from Babel (CLDR), read once per language; figures are rounded half-up before.
French group separators and the spaces before signs are no-break spaces.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property, lru_cache
from zoneinfo import ZoneInfo

from babel import Locale
from babel.dates import format_date, format_time, get_timezone_name
from babel.numbers import format_currency, format_percent

MINUS = "\u2212"
REGIONS = {"fr": "fr_FR", "fr-CA": "fr_CA", "en": "en_GB"}


@dataclass(frozen=True)
class Figures:
    """How one language writes figures."""

    locale: str

    @cached_property
    def babel(self) -> Locale:
        """The language and region in Babel's terms."""
        return Locale.parse(REGIONS[self.locale])

    @cached_property
    def _signs(self) -> tuple[str, str]:
        symbols = self.babel.number_symbols["latn"]
        return symbols["group"], symbols["decimal"]

    @cached_property
    def _patterns(self) -> dict[str, tuple[str, str]]:
        return {}

    def number(self, value: Decimal | int, least: int = 0, most: int = 4) -> str:
        """Write a number with between `least` and `most` decimals."""
        rounded = Decimal(value).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP)
        whole, _, decimals = f"{abs(rounded):f}".partition(".")
        decimals = decimals.rstrip("0").ljust(least, "0")
        group, point = self._signs
        written = f"{int(whole):,}".replace(",", group) + (point + decimals if decimals else "")
        return MINUS + written if rounded < 0 else written

    def money(self, cents: int, currency: str = "EUR") -> str:
        """Write an amount in cents: 1846260 -> 18 462,60 €."""
        return self._with_sign(self.number(Decimal(cents).scaleb(-2), 2, 2), currency)

    def price(self, amount: Decimal, currency: str = "EUR") -> str:
        """Write a unit price in units of currency, with up to 4 decimals."""
        return self._with_sign(self.number(amount, 2, 4), currency)

    def _with_sign(self, written: str, currency: str) -> str:
        pattern = self._patterns.get(currency)
        if pattern is None:
            before, after = format_currency(
                1,
                currency,
                format="¤1" if self._sign_first else "1\xa0¤",
                locale=self.babel,
                currency_digits=False,
            ).split("1")
            pattern = self._patterns[currency] = (before, after)
        before, after = pattern
        if written.startswith(MINUS):
            return f"{MINUS}{before}{written[1:]}{after}"
        return f"{before}{written}{after}"

    @cached_property
    def _sign_first(self) -> bool:
        return str(self.babel.currency_formats["standard"].pattern).startswith("¤")

    def quantity(self, value: Decimal) -> str:
        """Write a quantity, with up to 4 decimals and none that says nothing."""
        return self.number(value)

    @cached_property
    def _percent_sign(self) -> str:
        return format_percent(0, locale=self.babel).removeprefix("0")

    def percent(self, value: Decimal | int) -> str:
        """Write a percentage (20 is 20 %), with up to 3 decimals."""
        return self.number(value, 0, 3) + self._percent_sign

    def day(self, value: date) -> str:
        """Write a date in words: 15 novembre 2026, 1er janvier 2027."""
        written = str(format_date(value, "long", locale=self.babel))
        if self.locale.startswith("fr") and written.startswith("1 "):
            return "1er" + written[1:].replace(" ", "\xa0", 1)
        return written.replace(" ", "\xa0", 1)

    def short_day(self, value: date) -> str:
        """Write a date in figures: 15/11/2026, 2026-11-15 in Quebec."""
        return str(format_date(value, "yyyy-MM-dd" if self.locale == "fr-CA" else "dd/MM/yyyy", self.babel))

    def hour(self, value: datetime, zone: ZoneInfo) -> str:
        """Write the time of day in a zone: 09:12, 09 h 12 in Quebec."""
        return str(format_time(value, "short", tzinfo=zone, locale=self.babel)).replace(" ", "\xa0")

    def moment(self, value: datetime, zone: ZoneInfo) -> str:
        """Write a moment as date and time of day in a zone: 8 novembre 2026, 09:12."""
        return f"{self.day(value.astimezone(zone).date())}, {self.hour(value, zone)}"

    def zone(self, zone: ZoneInfo, at: datetime) -> str:
        """Name a time zone in words: heure normale d’Europe centrale."""
        return str(get_timezone_name(at.astimezone(zone), locale=self.babel))


@lru_cache
def of(locale: str) -> Figures:
    """Give the figures of a language."""
    return Figures(locale)

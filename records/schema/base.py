"""What all tables share: their keys, and the columns that come again and again."""

from sqlalchemy import (
    Boolean,
    Column,
    ForeignKeyConstraint,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB, TIMESTAMP
from sqlalchemy.schema import SchemaItem

metadata = MetaData(
    naming_convention={
        "ix": "%(table_name)s_%(column_0_N_name)s",
        "uq": "%(table_name)s_%(column_0_N_name)s_key",
        "ck": "%(table_name)s_%(constraint_name)s",
        "fk": "%(table_name)s_%(column_0_N_name)s_fkey",
        "pk": "%(table_name)s_pkey",
    }
)

EMPTY_OBJECT = text("'{}'::jsonb")
EMPTY_TEXT = text("''")


def moment(name: str, *, null: bool = True) -> Column[object]:
    """Give a column for a moment in UTC."""
    return Column(name, TIMESTAMP(timezone=True), nullable=null)


def words(name: str, *, null: bool = False) -> Column[str]:
    """Give a column for a text, empty unless it is said."""
    return Column(name, Text, nullable=null, server_default=None if null else EMPTY_TEXT)


def flag(name: str, *, on: bool = False) -> Column[bool]:
    """Give a column for yes or no."""
    return Column(name, Boolean, nullable=False, server_default=text("true" if on else "false"))


def data(name: str, *, null: bool = False) -> Column[object]:
    """Give a column for an object of its own shape."""
    return Column(
        name, JSONB(none_as_null=True), nullable=null, server_default=None if null else EMPTY_OBJECT
    )


def owned(name: str, key: tuple[str, ...], *columns: SchemaItem) -> Table:
    """Give a table whose rows belong to a company: the key starts with it, and it refers to it."""
    return Table(
        name,
        metadata,
        Column("company_id", Text, nullable=False),
        *columns,
        PrimaryKeyConstraint("company_id", *key),
        ForeignKeyConstraint(["company_id"], ["companies.id"]),
    )


def refers(table: str, *columns: str, to: tuple[str, ...] = ("id",)) -> ForeignKeyConstraint:
    """Give a reference to another table of the same company."""
    return ForeignKeyConstraint(
        ["company_id", *columns], [f"{table}.company_id", *(f"{table}.{column}" for column in to)]
    )

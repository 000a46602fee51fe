"""What alembic runs for every command, on the connection that `records.migrations` opened."""

from alembic import context

from records.schema import metadata

LOCK = 4_825_190  # any number that nobody else takes: two starts at once migrate one after the other

connection = context.config.attributes["connection"]
context.configure(
    connection=connection,
    target_metadata=metadata,
    compare_server_default=True,
    transaction_per_migration=False,
)
with context.begin_transaction():
    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
    context.run_migrations()

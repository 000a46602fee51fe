#!/bin/sh
# The workflow server's two databases: made once, brought to the schema of this version at every start.
set -eu
for database in temporal temporal_visibility; do
    tool() { temporal-sql-tool --plugin postgres12 --ep "$POSTGRES_SEEDS" -p 5432 -u "$POSTGRES_USER" --db "$database" "$@"; }
    tool create
    tool setup-schema -v 0.0 || true # says no when it is there already
    tool update-schema -d "/etc/temporal/schema/postgresql/v12/${database#temporal_}/versioned"
done

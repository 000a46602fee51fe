#!/bin/sh
# PostgreSQL's first start: the two roles and the database of the product. `aval_app` is bound by row-level security.
set -eu
psql --set ON_ERROR_STOP=1 --username postgres \
    --set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" <<'SQL'
CREATE ROLE aval_owner LOGIN PASSWORD :'owner_password' NOSUPERUSER NOBYPASSRLS;
CREATE ROLE aval_app LOGIN PASSWORD :'app_password' NOSUPERUSER NOBYPASSRLS;
CREATE DATABASE aval OWNER aval_owner;
REVOKE ALL ON DATABASE aval FROM PUBLIC;
GRANT CONNECT ON DATABASE aval TO aval_app;
SQL

#!/bin/sh
# Writes the one login that may connect into the file that PgBouncer reads, and becomes PgBouncer.
set -eu
: "${PGBOUNCER_USER:?is the login of the hosts}" "${PGBOUNCER_PASSWORD:?is its password}"
quoted() {
  printf '%s' "$1" | sed 's/"/""/g'
}
umask 077
printf '"%s" "%s"\n' "$(quoted "$PGBOUNCER_USER")" "$(quoted "$PGBOUNCER_PASSWORD")" \
  >/run/carenode-pgbouncer/userlist.txt
unset PGBOUNCER_PASSWORD
exec pgbouncer /etc/carenode/pgbouncer.ini

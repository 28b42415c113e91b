#!/usr/bin/env bash
# Draws the secrets of the local overlay at random, once, into a file that git ignores. Delete the file, and the volumes of Redis and
# PostgreSQL, for others.
# usage: make-secrets.sh [FILE]
set -euo pipefail

file=${1:-$(dirname "${BASH_SOURCE[0]}")/.env}
[ ! -e "$file" ] || exit 0

draw() { od -An -N24 -tx1 /dev/urandom | tr -d ' \n'; }

redis=$(draw)
postgres=$(draw)
umask 077
cat >"$file" <<END
redis=sweepcluster-redis:6379,password=$redis
redis-password=$redis
postgres=Host=sweepcluster-postgres;Database=sweeps;Username=sweep;Password=$postgres
postgres-password=$postgres
operator-key=$(draw)
END

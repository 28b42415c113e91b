#!/usr/bin/env bash
# Runs every test of the built solution; after failures, repeats them last, where a reader of a long log looks.
# usage: test.sh SOLUTION
set -uo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT

dotnet test --solution "$1" --configuration Release --no-build --max-parallel-test-modules 1 \
  --results-directory artifacts/test-results | tee "$log"
code=${PIPESTATUS[0]}
if [ "$code" -ne 0 ]; then
  echo
  echo "What failed:"
  grep -A 25 '^failed ' "$log" || true
fi
exit "$code"

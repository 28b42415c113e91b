#!/usr/bin/env bash
# Writes the Orleans contract manifests (OrleansContracts.txt) anew after a wire contract was changed on purpose. Review the diff.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
rules='ORLEANS0016 ORLEANS0017 ORLEANS0018 ORLEANS0019 ORLEANS0020 ORLEANS0022 ORLEANS0023 ORLEANS0024 ORLEANS0027'
for project in Contracts/SweepCluster.Contracts.csproj Grains/SweepCluster.Grains.csproj; do
  # shellcheck disable=SC2086 # the rules are separate arguments
  dotnet format "$project" analyzers --severity info --diagnostics $rules
done

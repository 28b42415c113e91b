#!/usr/bin/env bash
# Makes the pictures in docs/images anew: pages of a seeded dashboard, as the browser tests open them.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
limit=200000
shots=$(mktemp -d)
trap 'rm -r "$shots"' EXIT

SWEEP_SCREENSHOTS=$shots dotnet run --project "$root/Tests/Browser" --configuration Release -- -class '*PagesTests'

mkdir -p "$root/docs/images"

# PAGE-THEME-WIDTH as the tests name it, NAME in docs/images
take() {
  local bytes
  bytes=$(stat --format=%s "$shots/$1.png")
  if [ "$bytes" -ge "$limit" ]; then
    printf 'screenshots: %s has %s bytes; a picture of the documentation has less than %s\n' "$2" "$bytes" "$limit" >&2
    exit 1
  fi
  cp "$shots/$1.png" "$root/docs/images/$2.png"
}

sweep=sweeps-convnets-1
take sweeps-light-1440 sweeps
take sweeps-new-light-400 new-sweep
take $sweep-light-1440 sweep
take $sweep-dark-1440 sweep-dark
take $sweep-trials-light-1440 trials
take $sweep-trials-199-light-1440 trial
take $sweep-compare-t-1-12-30-light-1440 compare
take $sweep-events-light-1440 events
take $sweep-definition-light-1440 definition
take $sweep-analysis-history-light-1440 history
take $sweep-analysis-parallel-light-400 parallel
take $sweep-analysis-slice-light-1440 slice
take $sweep-analysis-contour-x-lr-y-model-light-1440 contour
take $sweep-analysis-importance-light-1440 importance
take $sweep-analysis-pareto-light-1440 pareto
take $sweep-analysis-distribution-light-1440 distribution
take $sweep-analysis-timeline-light-1440 timeline
take $sweep-analysis-rungs-light-1440 rungs
take cluster-light-1440 cluster

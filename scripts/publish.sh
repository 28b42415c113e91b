#!/usr/bin/env bash
# Publishes the product: the `sweep` command with the trainer beside it in training/.
# usage: publish.sh FOLDER [cpu|cuda]
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
folder=$1
torch=${2:-cpu}

publish() {
  dotnet publish "$root/$1" --configuration Release --output "$2" --nologo --verbosity quiet "${@:3}"
}

publish Cli/SweepCluster.Cli.csproj "$folder"
publish Training/SweepCluster.Training.csproj "$folder/training" "-p:Torch=$torch"

# The commands of SweepCluster. Each sets the machine up first, so a fresh checkout needs nothing else.

SOLUTION := SweepCluster.sln
PRODUCT  := artifacts/sweep
TORCH    ?= cpu

.PHONY: demo test oracles up build bench format setup
.DEFAULT_GOAL := build

setup:
	@scripts/setup.sh

build: setup
	@scripts/publish.sh $(PRODUCT) $(TORCH)

demo: build
	$(PRODUCT)/sweep run docs/examples/demo.yaml --new

up: build
	$(PRODUCT)/sweep up

test: build
	@scripts/setup.sh --tests
	dotnet build $(SOLUTION) --configuration Release --nologo --verbosity quiet
	dotnet test --solution $(SOLUTION) --configuration Release --no-build --max-parallel-test-modules 1 --results-directory artifacts/test-results

# The reference tests alone; SWEEP_ORACLES names a folder with other cases in models/ and search/.
oracles: setup
	dotnet run --project Tests/Training --configuration Release -- -trait Category=Oracle
	dotnet run --project Tests/Search --configuration Release -- -trait Category=Oracle

bench: build
	dotnet run --project Tests/Benchmarks --configuration Release -- all

format: setup
	dotnet format $(SOLUTION)

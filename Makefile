# The commands of SweepCluster. Each sets the machine up first, so a fresh checkout needs nothing else.

SOLUTION := SweepCluster.sln
PRODUCT  := artifacts/sweep
TORCH    ?= cpu
SEED     ?= 1
FAULTS   ?= 200

.PHONY: demo test oracles up build bench bench-search chaos images image-test upgrade-test format setup
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
	@scripts/test.sh $(SOLUTION)

# The reference tests alone; SWEEP_ORACLES names a folder with other cases in models/ and search/.
oracles: setup
	dotnet run --project Tests/Training --configuration Release -- -trait Category=Oracle
	dotnet run --project Tests/Search --configuration Release -- -trait Category=Oracle

bench: build
	dotnet run --project Tests/Benchmarks --configuration Release -- all

# Compares the samplers with each other and with Optuna: PROBLEM and SAMPLER take names with commas between them, PROBLEM also a program.
bench-search: setup
	dotnet run --project Tests/Benchmarks --configuration Release -- quality --csv artifacts/bench-search.csv \
	  $(if $(PROBLEM),--problem '$(PROBLEM)') $(if $(SAMPLER),--sampler '$(SAMPLER)') \
	  $(if $(SEEDS),--seeds $(SEEDS)) $(if $(TRIALS),--trials $(TRIALS)) $(if $(WORKERS),--workers $(WORKERS))

# Breaks a cluster of real processes in FAULTS ways that follow from SEED, then checks that nothing was lost or done twice.
chaos: build
	@scripts/setup.sh --tests
	dotnet run --project Tests/Chaos --configuration Release -- --seed $(SEED) --faults $(FAULTS)

# Container images for Kubernetes; on a machine that reaches no registry: make images BASE=debian.
images: build
	@[ -n "$(IMAGE_TOOL)" ] || scripts/setup.sh --images
	@scripts/images.sh $(PRODUCT) $(TORCH) $(if $(BASE),--$(BASE))

# Builds images on a base of Debian packages and runs a small cluster of them, as restricted as pods are.
image-test: build
	@scripts/setup.sh --tests
	@scripts/setup.sh --images
	@scripts/images.sh $(PRODUCT) cpu --debian
	SWEEP_IMAGE_TEST=1 dotnet run --project Tests/Kubernetes --configuration Release -- -trait Category=Images

# Runs silos of the commit OLD and of this one side by side while a sweep runs, and replaces the old ones one by one.
upgrade-test: build
	@scripts/setup.sh --tests
	@scripts/upgrade-test.sh $(OLD)

format: setup
	dotnet format $(SOLUTION)

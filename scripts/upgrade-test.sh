#!/usr/bin/env bash
# Replaces the silos of a running cluster one by one with silos of this commit, as an update of a Deployment does, and checks the sweep's log:
# no report is lost, and no trial repeats more than one checkpoint interval. `make upgrade-test OLD=COMMIT` publishes this commit first.
# usage: upgrade-test.sh OLD, a commit or the folder of a published product
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
old=${1:?usage: upgrade-test.sh OLD, a commit of the version that the cluster runs before, or the folder that it was published to}
new=$root/artifacts/sweep/sweep
work=$(mktemp -d)
old_tree=$work/old
old_product=$work/old-product
programs=$(ls -d /usr/lib/postgresql/*/bin | tail -n 1)
silos=3
trials=12
steps=20
declare -A pids=()

say() { printf 'upgrade-test: %s\n' "$*" >&2; }

finish() {
  local pid
  for pid in "${pids[@]}"; do
    kill -9 "$pid" 2>/dev/null || true
    wait "$pid" 2>/dev/null || true
  done
  [ ! -e "$work/postgres/data/postmaster.pid" ] || kill -INT "$(head -n 1 "$work/postgres/data/postmaster.pid")" 2>/dev/null || true
  git -C "$root" worktree remove --force "$old_tree" 2>/dev/null || true
  sleep 1
  rm -rf "$work"
}
trap finish EXIT

as_postgres() {
  if [ "$(id -u)" = 0 ]; then setpriv --reuid=postgres --regid=postgres --clear-groups "$@"; else "$@"; fi
}

free_port() { node -e 'const s=require("net").createServer().listen(0,"127.0.0.1",()=>{console.log(s.address().port);s.close()})'; }

query() { "$programs/psql" --host 127.0.0.1 --port "$postgres_port" --username sweep --tuples-only --no-align sweeps --command "$1"; }

# COMMAND...: waits until it succeeds, at most 3 minutes
await() {
  local tries
  for tries in $(seq 360); do
    if "$@"; then return; fi
    sleep 0.5
  done
  say "waited 3 minutes in vain for: $*"
  tail -n 5 "$work"/*.log >&2
  exit 1
}

# NAME PROGRAM: starts a silo with two slots
start_silo() {
  SWEEP_Silo__WarmsUp=false SWEEP_Monitor__Url='' "$2" silo --name "$1" --home "$work/$1" --address 127.0.0.1 --silo-port 0 --gateway-port 0 \
    --devices cpu:2 --redis "127.0.0.1:$redis_port" --checkpoints "$work/checkpoints" \
    --postgres "Host=127.0.0.1;Port=$postgres_port;Database=sweeps;Username=sweep" >"$work/$1.log" 2>&1 &
  pids[$1]=$!
}

await_silo() { await grep -q 'SIGTERM drains it' "$work/$1.log"; }

stop_silo() {
  kill -TERM "${pids[$1]}"
  wait "${pids[$1]}" || { say "silo $1 ended with $?: $(tail -n 3 "$work/$1.log")"; exit 1; }
  unset "pids[$1]"
}

# The first call to silos that have just started may be too slow; the sweep of the call that was answered is the one that counts.
submit() { sweep=$("$old_product/sweep" submit "$work/sweep.yaml" --redis "127.0.0.1:$redis_port" --json | sed -n 's/.*"sweep": *"\([^"]*\)".*/\1/p') && [ -n "$sweep" ]; }

count() { query "select count(*) from events where \"Sweep\" = '$sweep' and \"Kind\" = '$1'"; }
at_least() { [ "$(count "$1")" -ge "$2" ]; }

if [ -x "$old/sweep" ]; then
  old_product=$old
else
  say "publishing $old"
  git -C "$root" worktree add --quiet --detach "$old_tree" "$old"
  "$old_tree/scripts/publish.sh" "$old_product" >"$work/publish.log" 2>&1 || { tail -n 20 "$work/publish.log" >&2; exit 1; }
fi
trial=$root/artifacts/bin/SweepCluster.ScriptedTrial/release/scripted-trial
[ -x "$trial" ] || dotnet build "$root/Tests/ScriptedTrial" --configuration Release --nologo --verbosity quiet

postgres_port=$(free_port)
redis_port=$(free_port)
mkdir "$work/postgres"
chmod 755 "$work"
[ "$(id -u)" != 0 ] || chown postgres "$work/postgres"
as_postgres "$programs/initdb" --no-sync --auth=trust --username=sweep --encoding=UTF8 --no-locale -D "$work/postgres/data" >/dev/null
as_postgres "$programs/postgres" -D "$work/postgres/data" -p "$postgres_port" -c listen_addresses=127.0.0.1 \
  -c "unix_socket_directories=$work/postgres" >"$work/postgres.log" 2>&1 &
redis-server --port "$redis_port" --bind 127.0.0.1 --dir "$work" --appendonly yes --maxmemory-policy noeviction >"$work/redis.log" &
pids[redis]=$!
await "$programs/pg_isready" --quiet --host 127.0.0.1 --port "$postgres_port"
"$programs/createdb" --host 127.0.0.1 --port "$postgres_port" --username sweep sweeps

for number in $(seq "$silos"); do start_silo "old-$number" "$old_product/sweep"; done
for number in $(seq "$silos"); do await_silo "old-$number"; done
cat >"$work/sweep.yaml" <<END
name: upgrade
task: {command: [$trial]}
method: random
metric: {name: score, goal: maximize}
parameters:
  lr: {min: 0.1, max: 0.9}
  steps: {value: $steps}
  step_ms: {value: 1000}
run_cap: $trials
seed: 1
END
await submit
await at_least attempt-reported 6

for number in $(seq "$silos"); do
  say "replacing silo $number of $silos"
  start_silo "new-$number" "$new"
  await_silo "new-$number"
  stop_silo "old-$number"
done
await at_least sweep-finished 1

# What the log must say: every sequence number once, every trial completed once, every step of it reported in order, each attempt from the last
# checkpoint on, and at most one step (which is the checkpoint interval) reported twice for each attempt that was handed over.
node - "$trials" "$steps" <<'END' <(query 'select "Payload" from events where "Sweep" = '"'$sweep'"' order by "Sequence"')
const [trials, steps, file] = process.argv.slice(2);
const log = require('fs').readFileSync(file, 'utf8').trim().split('\n').map(line => JSON.parse(line));
const fail = text => { console.error(`upgrade-test: ${text}`); process.exit(1); };
log.forEach((event, index) => event.sequence === index + 1 || fail(`event ${index + 1} has the number ${event.sequence}`));
let handed = 0, repeated = 0;
for (let trial = 0; trial < Number(trials); trial++) {
  const own = log.filter(event => event.trial === trial);
  let last = 0;
  for (const event of own) {
    if (event.kind === 'attempt-started' && event.attempt > 1) {
      handed++;
      const from = event.fromStep ?? 0;
      const again = last - from;
      if (again > 1) fail(`trial ${trial} repeats ${again} steps in attempt ${event.attempt}`);
      repeated += Math.max(0, again);
      last = from;
    }
    if (event.kind === 'attempt-reported' && event.step !== ++last) fail(`trial ${trial} reported step ${event.step} after ${last - 1}`);
  }
  const completed = own.filter(event => event.kind === 'attempt-ended' && event.outcome.type === 'completed').length;
  if (completed !== 1 || last !== Number(steps)) fail(`trial ${trial} completed ${completed} times, at step ${last}`);
}
console.log(`upgrade-test: ${trials} trials completed, ${handed} attempts handed over, ${repeated} steps repeated, nothing lost`);
END

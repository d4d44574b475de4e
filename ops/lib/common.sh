# Shared by the scripts of ops/. Source it; it defines functions and $root, and runs nothing.
# shellcheck shell=bash

root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." && pwd)
artifacts=$root/artifacts
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1 MSBUILDDISABLENODEREUSE=1

say() { printf '%s\n' "$*" >&2; }
fail() { say "$(basename -- "$0"): $1"; exit "${2:-1}"; }
have() { command -v "$1" >/dev/null 2>&1; }

# install WHAT PACKAGE...: through apt-get when we may, else say what to install. Returns 1 when it is still missing.
install() {
  local what=$1; shift
  if [[ $(id -u) == 0 ]] && have apt-get; then
    say "installing $what ($*)"
    local log=$artifacts/apt.log
    mkdir -p "$artifacts"
    if { DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
         { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; }
       } >"$log" 2>&1 </dev/null; then
      return 0
    fi
    say "could not install $what; see $log"
  fi
  say "missing: $what. On Debian: sudo apt-get install $*"
  return 1
}

need_dotnet() {
  have dotnet || fail 'the .NET 10 SDK is missing. See https://dotnet.microsoft.com/download/dotnet/10.0, or on Debian: sudo apt-get install dotnet-sdk-10.0'
  local version
  version=$(cd "$root" && dotnet --version 2>/dev/null) || version=none
  [[ $version == 10.* ]] || fail "the .NET 10 SDK is needed, and this is $version. See https://dotnet.microsoft.com/download/dotnet/10.0"
}

node_major() { have node && node --version | sed -E 's/^v([0-9]+).*/\1/' || echo 0; }

need_node() {
  if [[ $(node_major) -lt 20 ]] || ! have npm; then
    install 'Node.js 20 and npm' nodejs npm || exit 1
  fi
  [[ $(node_major) -ge 20 ]] || fail "Node.js 20 or later is needed, and this is $(node --version). See https://nodejs.org/en/download"
}

find_chromium() {
  local name
  for name in chromium-headless-shell chromium chromium-browser google-chrome; do
    if have "$name"; then command -v "$name"; return 0; fi
  done
  return 1
}

# Which engine runs the grains; ops/engine finds out once and records it.
engine() {
  if [[ ! -f $artifacts/engine && -x $root/ops/engine ]]; then "$root/ops/engine" >&2 || fail 'ops/engine failed'; fi
  [[ -f $artifacts/engine ]] && tr -d '[:space:]' <"$artifacts/engine" || echo embedded
}

# stale STAMP PATH...: whether any file under the paths changed since the stamp was made. Folders do not count: a first build makes some.
stale() {
  local stamp=$1; shift
  [[ -f $stamp ]] || return 0
  local path paths=()
  for path in "$@"; do [[ -e $path ]] && paths+=("$path"); done
  [[ -n $(find "${paths[@]}" \( -name node_modules -o -name wwwroot -o -name bin -o -name obj -o -name .test \) -prune \
    -o -type f -newer "$stamp" -print -quit) ]]
}

# once NAME PATH... -- COMMAND...: runs the command unless it succeeded after the last change of the paths. One at a time on a machine.
once() {
  local name=$1 paths=(); shift
  while [[ $1 != -- ]]; do paths+=("$1"); shift; done
  shift
  local stamp=$artifacts/stamps/$name log=$artifacts/stamps/$name.log
  mkdir -p "$artifacts/stamps"
  (
    flock -w 600 9 || fail "another build has not ended for ten minutes ($artifacts/stamps/lock)"
    stale "$stamp" "${paths[@]}" || exit 0
    touch "$stamp.new"
    say "building $name"
    if ! "$@" >"$log" 2>&1 </dev/null 9>&-; then
      tail -n 40 "$log" >&2
      fail "building $name failed; the whole log is $log"
    fi
    mv "$stamp.new" "$stamp"
  ) 9>"$artifacts/stamps/lock" || exit 1
}

# built_all STARTED ENGINE: what once builds was built by other means, from the sources as they were when the file STARTED was made.
built_all() {
  mkdir -p "$artifacts/stamps"
  cp -p "$1" "$artifacts/stamps/host-$2"
  cp -p "$1" "$artifacts/stamps/cli-$2"
}

shared_sources=("$root/Directory.Build.props" "$root/Directory.Packages.props" "$root/global.json" "$root/.editorconfig")

build_cli() {
  once "cli-$(engine)" "${shared_sources[@]}" "$root/ops/cli" "$root/ops/demo" "$root/ops/sql" -- \
    dotnet build "$root/ops/cli/Monitor.Cli.csproj" -c Release -v quiet
}

build_host() {
  once "host-$(engine)" "${shared_sources[@]}" "$root/Grains.Interfaces" "$root/Grains" "$root/Silo" "$root/LiveBoard" "$root/ops/sql" "$root/ops/reference" -- \
    dotnet build "$root/Silo/Host/Silo.Host.csproj" -c Release -v quiet
}

# build_other ENGINE: the program on an engine that is not the chosen one.
build_other() {
  once "host-$1" "${shared_sources[@]}" "$root/Grains.Interfaces" "$root/Grains" "$root/Silo" "$root/LiveBoard" "$root/ops/sql" "$root/ops/reference" -- \
    dotnet build "$root/Silo/Host/Silo.Host.csproj" -c Release -v quiet -p:Engine="$1"
}

build_bench() {
  once "bench-$(engine)" "${shared_sources[@]}" "$root/Grains.Interfaces" "$root/Grains" "$root/Silo" "$root/ops/benchmarks" -- \
    dotnet build "$root/ops/benchmarks/Monitor.Bench.csproj" -c Release -v quiet
}

build_crash() {
  once "crash-$(engine)" "${shared_sources[@]}" "$root/ops/crash" -- \
    dotnet build "$root/ops/crash/Monitor.Crash.csproj" -c Release -v quiet
}

cli_dll() { echo "$artifacts/$(engine)/bin/Monitor.Cli/release/monitor.dll"; }
bench_dll() { echo "$artifacts/$(engine)/bin/Monitor.Bench/release/bench.dll"; }
crash_dll() { echo "$artifacts/$(engine)/bin/Monitor.Crash/release/crash.dll"; }
host_dll() { echo "$artifacts/${1:-$(engine)}/bin/Silo.Host/release/Silo.Host.dll"; }
board_dll() { echo "$artifacts/$(engine)/bin/LiveBoard/release/LiveBoard.dll"; }

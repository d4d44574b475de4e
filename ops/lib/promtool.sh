# promtool, by which Prometheus checks its rules. Source it after common.sh; it defines functions and runs nothing.
# shellcheck shell=bash

# Where it is; 1 and nothing when it is missing.
# shellcheck disable=SC2154 # artifacts is of common.sh
promtool_here() {
  local fetched=$artifacts/promtool/usr/bin/promtool
  if have promtool; then command -v promtool; elif [[ -x $fetched ]]; then echo "$fetched"; else return 1; fi
}

# promtool_find: says where it is, fetched first when need be. The package is unpacked and not installed: it would start a server, and
# unpacking takes no root. Returns 1, having said why, when it cannot be had.
# shellcheck disable=SC2154 # the same
promtool_find() {
  promtool_here && return 0
  local log=$artifacts/apt.log folder=$artifacts/promtool
  mkdir -p "$folder"
  if have apt-get && have dpkg-deb; then
    say 'fetching promtool (prometheus)'
    if (cd "$folder" && { apt-get download prometheus || { apt-get update && apt-get download prometheus; }; } &&
        dpkg-deb --fsys-tarfile prometheus_*.deb | tar -x ./usr/bin/promtool && rm -f -- prometheus_*.deb) >"$log" 2>&1 </dev/null && promtool_here; then
      return 0
    fi
    say "could not fetch promtool; see $log"
  fi
  say 'missing: promtool. On Debian: sudo apt-get install prometheus'
  return 1
}

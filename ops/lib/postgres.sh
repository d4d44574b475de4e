# A private PostgreSQL for tests and measurements. Source it after common.sh; it defines functions and runs nothing.
# The system's own clusters are neither used nor touched.
# shellcheck shell=bash

# Binaries of the newest version that is installed; nothing when there is none.
postgres_bin() {
  local bin found=''
  for bin in /usr/lib/postgresql/{15..30}/bin "$(dirname -- "$(command -v initdb || echo /nowhere/initdb)")"; do
    if [[ -x $bin/initdb && -x $bin/pg_ctl && -x $bin/postgres ]]; then found=$bin; fi
  done
  [[ -n $found ]] && echo "$found"
}

# PostgreSQL refuses to run as root: then the user postgres runs it, which its package makes.
as_postgres() {
  if [[ $(id -u) == 0 ]]; then runuser -u postgres -- env -C / "$@"; else "$@"; fi
}

# postgres_start: starts a server of its own and sets postgres_dir, postgres_port and postgres_connection (by the socket, a role that
# may do everything). On 127.0.0.1 it asks for passwords. It keeps what it answered on the disk, as a real one does (fsync).
# Returns 1, having said why, when it cannot. The caller sees to postgres_stop, however it ends.
postgres_start() {
  local bin=''
  if ! bin=$(postgres_bin); then
    install PostgreSQL postgresql || return 1
    bin=$(postgres_bin) || return 1
  fi
  if [[ $(id -u) == 0 ]] && ! id postgres >/dev/null 2>&1; then say 'PostgreSQL is not run as root, and there is no user postgres'; return 1; fi
  # Under /tmp: the path of a socket is short, and the user postgres may not enter the project's folder.
  postgres_dir=$(mktemp -d /tmp/monitor-postgres.XXXXXX) || return 1
  [[ $(id -u) == 0 ]] && chown postgres "$postgres_dir"
  local log=$postgres_dir/log
  if ! as_postgres "$bin/initdb" -D "$postgres_dir/data" -U monitor_test --auth-local=trust --auth-host=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 >"$postgres_dir/initdb.log" 2>&1; then
    cat "$postgres_dir/initdb.log" >&2
    postgres_stop
    return 1
  fi
  postgres_port=$(free_port)
  as_postgres tee -a "$postgres_dir/data/postgresql.conf" >/dev/null <<CONF
listen_addresses = '127.0.0.1'
port = $postgres_port
unix_socket_directories = '$postgres_dir'
max_connections = 200
shared_buffers = 256MB
max_wal_size = 2GB
fsync = on
synchronous_commit = on
CONF
  postgres_up || { cat "$log" >&2; postgres_stop; return 1; }
  # shellcheck disable=SC2034 # for the caller
  postgres_connection="Host=$postgres_dir;Port=$postgres_port;Database=postgres;Username=monitor_test"
}

# The server of postgres_start again, after postgres_down.
postgres_up() { as_postgres "$(postgres_bin)/pg_ctl" -D "$postgres_dir/data" -l "$postgres_dir/log" -w -t 60 start >/dev/null 2>&1; }

# postgres_down [fast|immediate]
postgres_down() { as_postgres "$(postgres_bin)/pg_ctl" -D "$postgres_dir/data" -m "${1:-fast}" -w -t 60 stop >/dev/null 2>&1; }

# Ends the server and removes it; safe to call at any time, and again.
postgres_stop() {
  [[ -n ${postgres_dir:-} && -d $postgres_dir ]] || return 0
  if [[ -f $postgres_dir/data/postmaster.pid ]]; then postgres_down immediate || true; fi
  rm -rf -- "$postgres_dir"
}

# A port of 127.0.0.1 that nobody listens on now.
free_port() {
  local port
  for ((;;)); do
    port=$((20000 + RANDOM % 12000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then echo "$port"; return 0; fi
  done
}

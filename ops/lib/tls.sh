# A private authority and what it signs, for a cluster on this machine. Source it after common.sh; it defines functions and runs nothing.
# shellcheck shell=bash

# openssl, speaking only of what fails.
certify() {
  local said
  said=$(openssl "$@" 2>&1) || { say "$said"; fail "openssl $1 failed; see above"; }
}

# tls_authority DIR: makes authority.pem and its key in DIR, which nobody else may enter; unless they are there.
tls_authority() {
  [[ ! -s $1/authority.pem ]] || return 0
  have openssl || install openssl openssl || exit 1
  mkdir -p -- "$1"
  chmod 700 -- "$1"
  (umask 077 && certify req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 3650 -subj '/CN=cluster on this machine' \
    -keyout "$1/authority.key" -out "$1/authority.pem")
}

# tls_certificate DIR NAME: makes NAME.pem and NAME.key of that authority; unless they are there.
tls_certificate() {
  [[ ! -s $1/$2.pem ]] || return 0
  (
    umask 077
    certify req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$2" -keyout "$1/$2.key" -out "$1/$2.csr"
    printf 'extendedKeyUsage=serverAuth,clientAuth\n' >"$1/$2.ext"
    certify x509 -req -in "$1/$2.csr" -CA "$1/authority.pem" -CAkey "$1/authority.key" -CAcreateserial -days 365 -extfile "$1/$2.ext" -out "$1/$2.pem"
    rm -f -- "$1/$2".{csr,ext}
  )
}

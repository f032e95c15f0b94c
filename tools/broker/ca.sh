#!/usr/bin/env bash
# A small CA for the link: three of them in one folder, so that none can stand for another. What signs the broker's certificate, what signs chargers', what signs workers'.
# Needs openssl and flock (util-linux). Keys are P-256 and never leave the folder, but a worker's.
set -euo pipefail

usage() {
    cat << 'HELP'
ca.sh FOLDER init                    makes the three, with an empty list of what is revoked
ca.sh FOLDER broker NAME...          a key and a certificate for the broker under these host names, 2 years
ca.sh FOLDER station ID REQUEST      a certificate for the charger's own request (PKCS#10), 1 year, to the standard output; a charger's key is made by itself
ca.sh FOLDER worker NAME             a key and a certificate for a worker of the backend, 1 year
ca.sh FOLDER revoke station|worker NAME    all certificates of that name end; the broker has to be told (systemctl reload)
ca.sh FOLDER list                    what was signed: V valid, R revoked, E expired, until when, serial number, whose
Exit code 0: done; 1: openssl said no; 2: a wrong command, nothing was changed.
HELP
}

refuse() {
    echo "$1" >&2
    exit 2
}

# Letters, digits, dot, hyphen, underscore: no sign that is one of MQTT's own, or of a path.
named() {
    [[ $1 =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,47}$ ]] || refuse "'$1' is no name of 1..48 letters, digits, dots, hyphens, underscores"
}

configuration() {
    cat << CONFIGURATION
[ca]
default_ca = one
[one]
database = $folder/$1/index
serial = $folder/$1/serial
crlnumber = $folder/$1/crlnumber
new_certs_dir = $folder/$1/signed
certificate = $folder/$1/ca.pem
private_key = $folder/$1/ca.key
default_md = sha256
policy = name
unique_subject = no
# The list lies beside the broker: how old it is says nothing, and one that ends would lock everybody out.
default_crl_days = 7300
[name]
commonName = supplied
[server]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = ${names:-DNS:none}
[client]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
CONFIGURATION
}

new_key() {
    (umask 077 && openssl ecparam -name prime256v1 -genkey -noout -out "$1")
}

new_ca() {
    local at=$folder/$1
    mkdir -p "$at/signed"
    : > "$at/index"
    openssl rand -hex 16 > "$at/serial"
    echo 01 > "$at/crlnumber"
    new_key "$at/ca.key"
    openssl req -x509 -new -key "$at/ca.key" -sha256 -days 7300 -subj "/CN=nanoCharger $1" -out "$at/ca.pem" \
        -addext "basicConstraints=critical,CA:TRUE,pathlen:0" -addext "keyUsage=critical,keyCertSign,cRLSign"
    list_revoked "$1"
}

list_revoked() {
    openssl ca -config <(configuration "$1") -gencrl -out "$folder/$1/revoked.new" 2> /dev/null
    mv "$folder/$1/revoked.new" "$folder/$1/revoked.pem"
}

# sign CA EXTENSIONS CN DAYS REQUEST CERTIFICATE
sign() {
    openssl ca -config <(configuration "$1") -batch -notext -extensions "$2" -subj "/CN=$3" -days "$4" -in "$5" -out "$6" 2> "$work/said" || {
        cat "$work/said" >&2
        exit 1
    }
}

# own CA EXTENSIONS CN DAYS: a key of the folder's own, with its certificate.
own() {
    local at=$folder/$1/$3
    new_key "$at.key.new"
    openssl req -new -key "$at.key.new" -subj "/CN=$3" -out "$work/request"
    sign "$1" "$2" "$3" "$4" "$work/request" "$work/certificate"
    mv "$work/certificate" "$at.pem"
    mv "$at.key.new" "$at.key"
    echo "$at.key"
    echo "$at.pem"
}

station() {
    local said
    [ -r "$2" ] || refuse "$2: cannot be read"
    openssl req -in "$2" -noout -verify > "$work/said" 2>&1 || refuse "$2: no request, or not signed by its own key"
    openssl req -in "$2" -noout -pubkey | openssl pkey -pubin -noout -text 2> /dev/null | grep -q 'prime256v1' || refuse "$2: its key is not of P-256"
    said=$(openssl req -in "$2" -noout -subject -nameopt multiline | sed -n 's/^ *commonName *= //p')
    [ "$said" = "$1" ] || refuse "$2: asks for '$said', not for $1"
    sign stations client "$1" 366 "$2" "$work/certificate"
    cat "$work/certificate"
}

revoke() {
    local found=
    for certificate in "$folder/$1"/signed/*.pem; do
        [ -e "$certificate" ] || continue
        [ "$(openssl x509 -in "$certificate" -noout -subject -nameopt multiline | sed -n 's/^ *commonName *= //p')" = "$2" ] || continue
        found=yes
        openssl ca -config <(configuration "$1") -revoke "$certificate" 2> "$work/said" || grep -q "Already revoked" "$work/said" || {
            cat "$work/said" >&2
            exit 1
        }
    done
    [ -n "$found" ] || refuse "nothing was signed for '$2'"
    list_revoked "$1"
}

[ "${1:-}" != --help ] || { usage && exit 0; }
[ $# -ge 2 ] || { usage >&2 && exit 2; }
folder=$1 command=$2
shift 2
# The backend may sign in the same folder: one after the other, or two would give one number.
if [ -d "$folder/stations" ]; then
    exec 9> "$folder/stations/lock"
    flock -w 10 9 || refuse "$folder: somebody else works at this CA"
fi
[ "$command" = init ] || [ -r "$folder/stations/ca.key" ] || refuse "$folder: no CA is there; make it with: ca.sh $folder init"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
case $command in
    init)
        [ ! -e "$folder/stations" ] || refuse "$folder: there is one already"
        for one in servers stations workers; do new_ca "$one"; done
        ;;
    broker)
        [ $# -ge 1 ] || refuse "broker: under which host names?"
        for name in "$@"; do named "$name"; done
        names=$(printf 'DNS:%s,' "$@" | sed 's/,$//')
        own servers server "$1" 731
        ;;
    station)
        [ $# -eq 2 ] || refuse "station: ID and REQUEST"
        named "$1"
        station "$1" "$2"
        ;;
    worker)
        [ $# -eq 1 ] || refuse "worker: NAME"
        named "$1"
        own workers client "$1" 366
        ;;
    revoke)
        [ $# -eq 2 ] && [[ $1 =~ ^(station|worker)$ ]] || refuse "revoke: station or worker, and its NAME"
        revoke "$1s" "$2"
        ;;
    list)
        for one in servers stations workers; do
            echo "$one"
            openssl ca -config <(configuration "$one") -updatedb 2> /dev/null
            sed 's/^/    /' "$folder/$one/index"
        done
        ;;
    *) refuse "'$command' is no command: init, broker, station, worker, revoke, list" ;;
esac

#!/usr/bin/env bash
# Ends what is revoked at a mosquitto that runs: it reads the lists anew (so nobody comes in any more), and each charger that was revoked since the last time
# loses the session it still has. For that this script takes the session over, for a moment, by a certificate of that very name that it lets no one keep.
# It needs openssl and the stations' CA key in FOLDER. Where that key lies on another machine, the whole broker is started anew instead: all others come back.
# Run it whenever a list has changed: nanocharger-revoked.path does.
set -euo pipefail

[ $# -eq 4 ] || { echo "revoked.sh FOLDER HOST:PORT RELOAD RESTART    the chargers' door, and the commands that reload and restart the broker" >&2 && exit 2; }
folder=$1 door=$2 reload=$3 restart=$4
done_file=$folder/stations/ended
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

bash -c "$reload"
if [ ! -r "$folder/stations/ca.key" ]; then
    bash -c "$restart"
    exit 0
fi

# CONNECT of MQTT 3.1.1, clean session, no client id (the broker puts the name in its place), then DISCONNECT.
take_over() {
    local name=$1
    (umask 077 && openssl ecparam -name prime256v1 -genkey -noout -out "$work/key")
    openssl req -new -key "$work/key" -subj "/CN=$name" -out "$work/request"
    openssl x509 -req -in "$work/request" -CA "$folder/stations/ca.pem" -CAkey "$folder/stations/ca.key" -set_serial "0x$(openssl rand -hex 16)" -days 1 -sha256 \
        -extfile <(printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=clientAuth\n') -out "$work/certificate" 2> /dev/null
    { printf '\x10\x0c\x00\x04MQTT\x04\x02\x00\x0a\x00\x00' && sleep 1 && printf '\xe0\x00'; } \
        | timeout 10 openssl s_client -quiet -tls1_2 -connect "$door" -cert "$work/certificate" -key "$work/key" -CAfile "$folder/servers/ca.pem" 2> /dev/null \
        | od -An -tx1 | tr -d ' \n' | grep -q '^20020000'
}

# How many certificates of a name are revoked, so that a name is ended again when another one is. Who is in by a new certificate comes back at once.
sed -n 's/^R\t.*\/CN=//p' "$folder/stations/index" | sort -u > "$work/revoked"
touch "$done_file"
failed=
while read -r name; do
    count=$(grep -c "^R	.*/CN=$name\$" "$folder/stations/index")
    grep -qxF "$name $count" "$done_file" && continue
    # One that does not come about keeps no other from its end; the next run tries it again.
    take_over "$name" || { echo "$name: its session could not be taken over" >&2 && failed=yes && continue; }
    echo "$name $count" >> "$done_file"
    echo "$name: its session is ended"
done < "$work/revoked"
[ -z "$failed" ]

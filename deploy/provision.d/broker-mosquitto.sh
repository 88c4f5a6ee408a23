# shellcheck shell=bash
# The broker's configuration for Mosquitto 2, from 2.0.11 of Debian 12 on.

# mosquitto_acl: who may write and read which topic. What is not listed is denied. A "deny" takes
# reading and writing away together, so a device's streams are listed, and "control" is not among them.
mosquitto_acl() {
  local base stream gateway
  base=$(broker_base)
  say "# Written by sealpost-provision broker from site.toml: change that, not this."
  say "user $STATION"
  # The lines for devices below hold for everybody; the station is none.
  say "topic deny $base/$STATION/#"
  say "topic read $base/#"
  say "topic read \$SYS/broker/#"
  mosquitto_acl_station "$base"
  while read -r gateway; do
    mosquitto_acl_station "$base/$gateway"
  done < <(site_list broker.gateways)
  while read -r gateway; do
    mosquitto_acl_gateway "$base/$gateway" "$gateway"
  done < <(site_list broker.gateways)
  mosquitto_acl_revoked
  say ""
  say "# Every device, by the name that it has proved: %u."
  while read -r stream; do
    say "pattern write $base/%u/$stream"
  done < <(broker_streams)
  broker_control || return 0
  say "pattern write $base/%u/control/ack"
  say "pattern read $base/%u/control"
}

# mosquitto_acl_station BASE: what the station may write to the devices right below, also a gateway's.
mosquitto_acl_station() {
  ! broker_control || say "topic write $1/+/control"
  say "topic write $1/+/hello"
  say "topic write $1/+/status"
}

# Devices whose certificate is not on the revocation list yet, since that takes the passphrase.
mosquitto_acl_revoked() {
  local mark id
  for mark in "$SITE"/devices/*/withdrawing; do
    [ -s "$mark" ] || continue
    id=${mark%/*}
    say ""
    say "user ${id##*/}"
    say "topic deny #"
  done
}

# mosquitto_acl_gateway BASE NAME: another site's broker, which bridges for its devices.
mosquitto_acl_gateway() {
  say ""
  say "user $2"
  say "topic write $1/+/+"
  say "topic write $1/+/control/ack"
  say "topic read $1/+/control"
}

# mosquitto_conf FOLDER: all but what Debian's own mosquitto.conf says already and may not be said
# twice: where sessions are kept, the log, and the file with the process id.
mosquitto_conf() {
  local folder=$1
  cat <<EOF
# Written by sealpost-provision broker from site.toml: change that, not this.
# One set of rules for all listeners: a session that is away is judged by the same as all others.
per_listener_settings false
allow_anonymous false
allow_zero_length_clientid false
acl_file $folder/acl
password_file $folder/passwords
EOF
  ! broker_psk || say "psk_file $folder/psk"
  mosquitto_limits
  mosquitto_main_listener "$folder"
  ! broker_psk || mosquitto_psk_listener
  mosquitto_plain_listener
  mosquitto_bridge "$folder"
}

# What one message, one client and the whole broker may take; docs/brokers.md has the reasons. A message over
# the limit is acknowledged and dropped. A packet over its own ends the connection, and who kept the message
# would come with it again and again: so that limit is well above. Sessions never expire
# (persistent_client_expiration): after a reload 2.0.11 and 2.0.21 count one that was away twice, and then throw out
# who has come back, or abort.
mosquitto_limits() {
  local message
  message=$(broker_bytes limits.message 64KB)
  cat <<EOF

# Else many an answer waits 40 ms for the acknowledgement of the packet before it.
set_tcp_nodelay true
message_size_limit $message
max_packet_size $((4 * message + 1024))
max_inflight_messages $(broker_number limits.inflight 100 1 65535)
max_queued_messages $(broker_number limits.queued 10000 1 100000000)
max_queued_bytes $(broker_bytes limits.queued-bytes 64MB)
max_keepalive $(broker_number limits.keep-alive 1200 10 65535)
persistence true
autosave_on_changes false
autosave_interval $(broker_number limits.save 10 1 86400)
EOF
}

mosquitto_listener() { # PORT [ADDRESS]
  say ""
  say "listener $1${2:+ $2}"
  say "max_connections $(broker_number limits.connections 1000 1 100000)"
}

mosquitto_main_listener() { # FOLDER
  mosquitto_listener "$(broker_port)" "$(site_get broker.address "")"
  cat <<EOF
tls_version tlsv1.2
certfile $1/broker.pem
keyfile $1/broker.key
EOF
  [ "$(broker_login)" != password ] || return 0
  cat <<EOF
cafile $1/ca.pem
require_certificate true
use_identity_as_username true
EOF
  [ ! -f "$SITE/ca/crl.pem" ] || say "crlfile $1/crl.pem"
}

mosquitto_psk_listener() {
  mosquitto_listener "$(broker_psk_port)" "$(site_get broker.address "")"
  cat <<EOF
tls_version tlsv1.2
psk_hint sealpost
use_identity_as_username true
EOF
}

# For devices that cannot do TLS: their own network by its address, never all of them.
mosquitto_plain_listener() {
  local plain
  plain=$(broker_plain)
  [ -n "$plain" ] || return 0
  mosquitto_listener "${plain##*:}" "${plain%:*}"
}

# mosquitto_bridge FOLDER: what our devices say goes up, commands come down, and nothing else. All of
# it is sealed end to end: the bridge reads nothing.
mosquitto_bridge() {
  local host base remote stream
  bridge_ready || return 0
  host=$(site_get bridge.host)
  base=$(broker_base)
  remote=$(site_get bridge.base)
  cat <<EOF

connection $(site_get bridge.name)
address $host:$(broker_number bridge.port 8883 1 65535)
remote_clientid $(site_get bridge.name)
cleansession false
notifications false
try_private false
restart_timeout 1 60
# The least that a hub may grant.
keepalive_interval 10
bridge_protocol_version mqttv311
bridge_tls_version tlsv1.2
bridge_cafile $1/bridge-ca.pem
bridge_certfile $1/bridge.pem
bridge_keyfile $1/bridge.key
EOF
  while read -r stream; do
    say "topic +/$stream out 1 $base/ $remote/"
  done < <(broker_streams)
  broker_control || return 0
  say "topic +/control/ack out 1 $base/ $remote/"
  say "topic +/control in 1 $base/ $remote/"
}

# mosquitto_files: what the broker reads, as "NAME MODE FILE", for one folder where it runs.
mosquitto_files() {
  local folder=$SITE/broker
  say "acl 600 $folder/acl"
  say "passwords 600 $folder/passwords"
  say "broker.pem 644 $folder/broker.pem"
  say "broker.key 600 $folder/broker.key"
  say "ca.pem 644 $SITE/ca/ca.pem"
  [ ! -f "$SITE/ca/crl.pem" ] || say "crl.pem 644 $SITE/ca/crl.pem"
  ! broker_psk || say "psk 600 $folder/psk"
  bridge_ready || return 0
  say "bridge.pem 644 $folder/bridge.pem"
  say "bridge.key 600 $folder/bridge.key"
  say "bridge-ca.pem 644 $folder/bridge-ca.pem"
}

# mosquitto_write: the files of SITE/broker that this part makes. mosquitto.conf is the same as
# sealpost.conf, whole, and runs from the site's folder: mosquitto -c SITE/broker/mosquitto.conf
mosquitto_write() {
  local folder=$SITE/broker name
  mkdir -p "$folder/data"
  mosquitto_acl | write_file "$folder/acl" 600
  [ -f "$folder/passwords" ] || write_secret "$folder/passwords" </dev/null
  ! broker_psk || [ -f "$folder/psk" ] || write_secret "$folder/psk" </dev/null
  for name in ca.pem crl.pem; do
    [ ! -f "$SITE/ca/$name" ] || ln -sfn "../ca/$name" "$folder/$name"
  done
  mosquitto_conf "$MOSQUITTO_FOLDER" | write_file "$folder/sealpost.conf" 644
  {
    mosquitto_conf "$folder"
    say ""
    say "persistence_location $folder/data/"
    say "log_dest stderr"
    say "user $(id -un)"
  } | write_file "$folder/mosquitto.conf" 644
}

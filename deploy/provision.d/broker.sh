# shellcheck shell=bash
# The broker of a site: its configuration, in place, and proof of who may do what.
# Not again if a command has it: it would forget the passphrase.
# shellcheck source=deploy/provision.d/pki.sh
declare -F pki_issue >/dev/null || . "$parts/pki.sh"
# shellcheck source=deploy/provision.d/broker-mosquitto.sh
. "$parts/broker-mosquitto.sh"
# shellcheck source=deploy/provision.d/broker-artemis.sh
. "$parts/broker-artemis.sh"
# shellcheck source=deploy/provision.d/broker-apply.sh
. "$parts/broker-apply.sh"

# The station's name at the broker; no device may have it.
STATION=station
# Where Mosquitto finds our files.
MOSQUITTO_FOLDER=/etc/mosquitto/sealpost

broker_usage() {
  cat <<EOF
Usage: sealpost-provision broker [--site SITE] [--dry-run] [--passphrase-file FILE]
       sealpost-provision broker --check [--host HOST] [--port PORT] [--psk-port PORT] [--plain HOST:PORT] [--pid PID]

Writes the broker's configuration into SITE/broker from site.toml and puts it in place as
[broker] install says. docs/brokers.md explains it.

  --check      connect as a device, as another, as the station and as strangers, and prove by what
               arrives who may do what; ends with 0 if everything is as it should be, else with 1
  --host HOST  where the broker is; the first of [broker] hosts
  --port PORT  its port with TLS; [broker] port. --psk-port and --plain say the others
  --pid PID    the Mosquitto that runs from SITE/broker/mosquitto.conf: the check adds passwords of
               two devices for a moment and has it read them
EOF
}

command_broker() {
  local check=0 PASSPHRASE_FILE=''
  local -a rest=()
  while [ $# -gt 0 ]; do
    common_option "$@"
    if [ "$TAKEN" -gt 0 ]; then
      shift "$TAKEN"
      continue
    fi
    case $1 in
      -h | --help) broker_usage && return ;;
      --check) check=1 && shift ;;
      --host | --port | --psk-port | --plain | --pid | --only | --passphrase-file)
        [ -n "${2-}" ] || usage_error "$1 must be followed by its value"
        if [ "$1" = --passphrase-file ]; then PASSPHRASE_FILE=$2; else rest+=("$1" "$2"); fi
        shift 2
        ;;
      *) usage_error "\"$1\" is not an option; sealpost-provision broker --help" ;;
    esac
  done
  site_load
  broker_judge
  if [ "$check" = 1 ]; then
    # shellcheck source=deploy/provision.d/broker-check.sh
    . "$parts/broker-check.sh"
    broker_check "${rest[@]}"
  else
    [ ${#rest[@]} -eq 0 ] || usage_error "${rest[0]} goes with --check"
    site_lock
    broker_revoked_pair
    act "write the configuration to $SITE/broker" broker_write "$SITE"
    [ -z "$(site_get bridge.host "")" ] || bridge_ready ||
      warn "$SITE/broker: has no bridge.pem, bridge.key and bridge-ca.pem yet; the bridge is left out: docs/brokers.md says where they come from"
    broker_apply "$SITE"
  fi
}

# broker_write SITE: every file that the broker needs, from site.toml and the devices' records.
broker_write() {
  local SITE=$1
  broker_judge
  mkdir -p "$SITE/broker"
  case $(broker_kind) in
    mosquitto) mosquitto_write ;;
    artemis) artemis_write ;;
  esac
}

# broker_revoked_pair: a certificate that was revoked at once, and its key, which is worth nothing: the
# check shows by it that the broker has a revocation list and obeys it.
broker_revoked_pair() {
  local ca=$SITE/ca
  [ "$(broker_login)" = certificate ] && [ ! -f "$ca/revoked.pem" ] || return 0
  act "revoke a certificate that was made for that, for the check" revoke_a_pair
}

revoke_a_pair() {
  local ca=$SITE/ca
  quietly openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout "$ca/revoked.key" \
    -subj /CN=revoked -out "$ca/revoked.csr" || die 70 "openssl made no key, see above"
  pki_issue revoked client "$(site_get ca.broker-days 825)" "$ca/revoked.csr"
  pki_revoke revoked keyCompromise
  pki_crl
  pki_chain "$ISSUED" | write_file "$ca/revoked.pem" 600
  rm "$ca/revoked.csr"
}

# --- what site.toml says ------------------------------------------------------------------------------

broker_kind() { site_get broker.kind mosquitto; }
broker_base() { site_get site.base sealpost; }
broker_port() { broker_number broker.port 8883 1 65535; }
broker_psk_port() { broker_number broker.psk-port 8884 1 65535; }
broker_plain() { site_get broker.plain-listener ""; }
broker_control() { [ "$(site_get broker.control true)" = true ]; }
# The listener with pre-shared keys is there if anybody has one.
broker_psk() { [ "$(site_get broker.login certificate)" = psk ] || [ -s "$SITE/broker/psk" ]; }

# How one logs in at the main listener. TLS-PSK has its own; the station comes with a certificate then.
broker_login() {
  local login
  login=$(site_get broker.login certificate)
  [ "$login" != psk ] || login=certificate
  say "$login"
}

# broker_number KEY DEFAULT MIN MAX: a whole number.
broker_number() {
  local value
  value=$(site_get "$1" "$2")
  [[ $value =~ ^(0|[1-9][0-9]{0,8})$ && $value -ge $3 && $value -le $4 ]] ||
    die 78 "$SITE/site.toml: $1 = $value: must be a whole number from $3 to $4"
  say "$value"
}

# broker_bytes KEY DEFAULT: a size in KB or MB, as bytes.
broker_bytes() {
  local value
  value=$(site_get "$1" "$2")
  [[ $value =~ ^([1-9][0-9]{0,5})(KB|MB)$ ]] ||
    die 78 "$SITE/site.toml: $1 = \"$value\": must be a size as \"64KB\" or \"2MB\""
  case ${BASH_REMATCH[2]} in
    KB) say $((BASH_REMATCH[1] * 1024)) ;;
    MB) say $((BASH_REMATCH[1] * 1024 * 1024)) ;;
  esac
}

# one_of KEY DEFAULT WORD...
one_of() {
  local key=$1 value word
  value=$(site_get "$1" "$2")
  shift 2
  for word in "$@"; do
    [ "$value" != "$word" ] || return 0
  done
  die 78 "$SITE/site.toml: $key = \"$value\": must be one of: $*"
}

# broker_judge: refuses what would become a broker that lets in more, or does not start.
broker_judge() {
  local base stream plain
  base=$(broker_base)
  [[ $base =~ ^[^/+#%\$[:space:][:cntrl:]][^/+#%[:space:][:cntrl:]]*(/[^/+#%[:space:][:cntrl:]]+)*$ ]] ||
    die 78 "$SITE/site.toml: site.base = \"$base\": must be levels joined by /, none empty, without blanks, + # and %, not beginning with \$"
  one_of broker.kind mosquitto mosquitto artemis
  one_of broker.login certificate certificate password psk
  one_of broker.control true true false
  broker_judge_numbers >/dev/null
  while read -r stream; do
    [[ $stream =~ ^[a-z0-9][a-z0-9_.-]{0,63}$ && $stream != control && $stream != ack ]] ||
      die 78 "$SITE/site.toml: devices.streams has \"$stream\", which is no name of a stream"
  done < <(broker_streams)
  plain=$(broker_plain)
  [[ -z $plain || $plain =~ ^[^:*]+:[0-9]+$ && $plain != 0.0.0.0:* ]] ||
    die 78 "$SITE/site.toml: broker.plain-listener = \"$plain\": must be ADDRESS:PORT of the devices' own network, not of all networks: passwords cross it in clear"
  if [ "$(broker_kind)" = artemis ]; then artemis_judge; fi
  if [ -n "$(site_get bridge.host "")" ]; then bridge_judge; fi
  keep_alive_judge
}

# What was written for the station and for devices stays as it was when somebody changes the site's.
keep_alive_judge() {
  local most file late=() id
  most=$(keep_alive)
  [ -n "$most" ] || return 0
  asks_no_more "$SITE/station/station.toml" "$most" ||
    warn "$SITE/station/station.toml: the broker will refuse the station: write keep-alive = \"${most}s\" below [broker], as limits.keep-alive says"
  for file in "$SITE"/devices/*/device.toml; do
    id=${file%/device.toml} id=${id##*/}
    asks_no_more "$file" "$most" || [ "$(record_get "$id" state)" = revoked ] || late+=("$id")
  done
  [ ${#late[@]} = 0 ] ||
    warn "the broker will refuse ${#late[@]} device(s), which ask for more than limits.keep-alive = $most: ${late[*]}; first \"sealpost-provision device ID\" for each, then this"
}

# asks_no_more FILE SECONDS: whether who has these settings asks for no more.
asks_no_more() {
  local asked
  [ -f "$1" ] || return 0
  asked=$(sed -n 's/^[ \t]*keep-alive[ \t]*=[ \t]*"\([0-9]*\)s".*/\1/p' "$1" | head -n 1)
  [ "${asked:-60}" -le "$2" ]
}

broker_judge_numbers() {
  broker_port
  broker_psk_port
  broker_bytes limits.message 64KB
  broker_bytes limits.queued-bytes 64MB
  broker_number limits.queued 10000 1 100000000
  broker_number limits.inflight 100 1 65535
  broker_number limits.connections 1000 1 100000
  broker_number limits.keep-alive 1200 10 65535
  broker_number limits.save 10 1 86400
  broker_number bridge.port 8883 1 65535
}

bridge_judge() {
  check_id "$(site_get bridge.name)"
  site_get bridge.base >/dev/null
}

# bridge_ready: whether there is one and its files have come from the other site.
bridge_ready() {
  local file
  [ -n "$(site_get bridge.host "")" ] || return 1
  for file in bridge.pem bridge.key bridge-ca.pem; do
    [ -f "$SITE/broker/$file" ] || return 1
  done
}

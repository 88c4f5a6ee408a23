# shellcheck shell=bash
# What a device proves itself with, before it has it: drawn in devices/ID/new, which is gone when the
# device has it. Whoever is interrupted finds it there and goes on; nothing is drawn twice.

staged() { echo "$SITE/devices/$1/new"; } # ID

# The station's program: beside this one in a checkout, else the installed one.
station_program() {
  local here
  here=$(dirname "$(readlink -f "$0")")/sealpost
  if [ -x "$here" ]; then echo "$here"; else echo sealpost; fi
}
station() { # COMMAND ARGUMENT...: for this site
  local program
  program=$(station_program)
  need_command "$program" sealpost-station
  # Its commands call us back for the broker's half.
  SEALPOST_PROVISION_LOCKED=$SITE "$program" "$@" --site "$SITE/station"
}

login_of() { # ID: certificate, password, psk, or plain: a password without TLS
  local login
  login=$(record_get "$1" login)
  echo "${login:-$(site_get broker.login certificate)}"
}

# check_login ID LOGIN: whether the broker has a door for it.
check_login() {
  local wants
  wants=$(site_get broker.login certificate)
  case $2-$wants in
    certificate-password) die 78 "$1: login \"certificate\": the broker of this site asks for passwords; say password or psk" ;;
    password-certificate | password-psk)
      die 78 "$1: login \"password\": the broker of this site asks for certificates; say certificate or psk, or plain with [broker] plain-listener"
      ;;
  esac
  [ "$2" != plain ] || [ -n "$(site_get broker.plain-listener "")" ] ||
    die 78 "$SITE/site.toml: a device without TLS needs broker.plain-listener"
}

in_ring() { # ID: whether the ring has a key of it that counts
  local file=$SITE/station/keys/$1.key
  [ -f "$file" ] && ! grep -q '^revoked = ' "$file"
}

# ring_has ID: whether the ring has the key that is staged, so that nothing is to be added.
ring_has() {
  local key format
  in_ring "$1" && [ -s "$SITE/devices/$1/new/psk" ] || return 1
  format=$(site_get devices.format cose)
  [ "$format" != cose ] || format=cose-1
  slurp "$SITE/devices/$1/new/psk"
  key=${TEXT%$'\n'}
  slurp "$SITE/station/keys/$1.key"
  [[ $TEXT == *"key = \"$key\""* && $TEXT == *"format = \"$format\""* ]]
}

# draw ID LOGIN WHAT...: what is not drawn yet; WHAT is psk, login, key. The folder is there.
draw() {
  local id=$1 login=$2 folder=$SITE/devices/$1/new what
  shift 2
  for what in "$@"; do
    case $what-$login in
      psk-*) draw_hex "$folder/psk" 32 ;;
      # 144 bits, in characters that every broker and every file of passwords takes.
      login-password | login-plain) draw_hex "$folder/password" 18 ;;
      login-psk) draw_hex "$folder/tls-psk" 32 ;;
      key-certificate) draw_key "$id" "$folder" ;;
    esac
  done
}

draw_key() { # NAME FOLDER
  [ ! -s "$2/request.pem" ] || [ ! -s "$2/certificate.key" ] || return 0
  # The request is renamed last: where it is, the key is.
  quietly with_ca req -new -config "$SITE/ca/openssl.cnf" -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
    -subj "/CN=$1" -keyout "$2/certificate.key" -out "$2/request.new" ||
    die 70 "$1: openssl made no key in $2, see above; mend that and run it again"
  on_disk "$2/certificate.key"
  mv "$2/request.new" "$2/request.pem"
}

# ring_add REPLACE ID...: the staged keys into the key ring; REPLACE is 1 if another may go.
ring_add() {
  local options=() id pairs=()
  [ "$1" = 0 ] || options=(--replace)
  shift
  for id in "$@"; do
    [ ! -s "$(staged "$id")/psk" ] || pairs+=("$id=$(staged "$id")/psk")
  done
  [ ${#pairs[@]} -eq 0 ] ||
    station key add --format "$(site_get devices.format cose)" "${options[@]}" "${pairs[@]}" >/dev/null
}

# ring_remembers ID: what the ring has of a device, until the device has its new key.
ring_remembers() {
  local file=$SITE/station/keys/$1.key folder
  folder=$(staged "$1")
  [ ! -s "$folder/psk" ] || [ ! -f "$file" ] || write_secret "$folder/before-ring" <"$file"
}

# ring_recalls ID: the device goes on under the key that it had.
ring_recalls() {
  local before
  before=$(staged "$1")/before-ring
  [ -s "$before" ] || return 0
  write_secret "$SITE/station/keys/$1.key" <"$before"
  wipe "$before"
}

# --- what the broker has ----------------------------------------------------------------------------

# lines_replace FILE: the lines on standard input, in place of those in FILE that begin with the same
# name and colon.
lines_replace() {
  local file=$1 new
  new=$(cat)
  [ -n "$new" ] || return 0
  {
    [ ! -f "$file" ] || awk -F: 'NR == FNR { new[$1] = 1; next } !($1 in new)' <(printf '%s\n' "$new") "$file"
    printf '%s\n' "$new"
  } | write_secret "$file"
}

lines_remove() { # FILE NAME
  [ -f "$1" ] && grep -q "^$2:" "$1" || return 1
  awk -F: -v name="$2" '$1 != name' "$1" | write_secret "$1"
}

# broker_accepts NAME=FOLDER...: the passwords and pre-shared keys in these folders count for the
# broker from now on. mosquitto_passwd hashes the passwords in a file, so that no command line shows
# them.
broker_accepts() {
  local pair name folder plain
  mkdir -p "$SITE/broker"
  for pair in "$@"; do
    name=${pair%%=*} folder=${pair#*=}
    [ ! -s "$folder/tls-psk" ] || printf '%s:%s\n' "$name" "$(<"$folder/tls-psk")"
  done | lines_replace "$SITE/broker/psk"
  plain=$(mktemp "$SITE/broker/.hashing.XXXXXX") || die 74 "$SITE/broker: cannot be written"
  for pair in "$@"; do
    name=${pair%%=*} folder=${pair#*=}
    [ ! -s "$folder/password" ] || printf '%s:%s\n' "$name" "$(<"$folder/password")"
  done >"$plain"
  if [ -s "$plain" ]; then
    need_command mosquitto_passwd mosquitto
    PATH=$PATH:/usr/sbin:/sbin mosquitto_passwd -U "$plain" || die 70 "mosquitto_passwd failed, see above"
    lines_replace "$SITE/broker/passwords" <"$plain"
  fi
  rm -f "$plain"
}

# broker_remembers ID, broker_recalls ID: the lines of one device aside, and back again when new ones
# turn out not to work.
broker_remembers() {
  local kind folder
  folder=$(staged "$1")
  for kind in passwords psk; do
    [ -f "$folder/before-$kind" ] ||
      { awk -F: -v name="$1" '$1 == name' "$SITE/broker/$kind" 2>/dev/null || true; } | write_secret "$folder/before-$kind"
  done
}
broker_recalls() {
  local kind folder
  folder=$(staged "$1")
  for kind in passwords psk; do
    if [ -s "$folder/before-$kind" ]; then
      lines_replace "$SITE/broker/$kind" <"$folder/before-$kind"
    else
      lines_remove "$SITE/broker/$kind" "$1" || true
    fi
  done
}

# broker_changed: the broker's files anew, and put in place as [broker] install says. BROKER_TOLD=1:
# it knows all devices of this run already.
BROKER_TOLD=0
broker_changed() {
  [ "$BROKER_TOLD" = 0 ] || return 0
  if [ -r "$parts/broker.sh" ]; then
    # shellcheck source=/dev/null
    . "$parts/broker.sh"
  fi
  if declare -F broker_write >/dev/null; then
    broker_write "$SITE"
    broker_apply "$SITE"
  else
    say "the broker's files in $SITE/broker and $SITE/ca/crl.pem have changed: give them to the broker"
  fi
}

# certify ID: the certificate for the request that is staged.
certify() {
  local folder=$SITE/devices/$1/new
  pki_issue "$1" client "$(site_get ca.certificate-days 365)" "$folder/request.pem"
  pki_chain "$ISSUED" | write_file "$folder/certificate.pem" 644
}

# wipe FOLDER...: gone, and overwritten as far as the disk writes in place.
wipe() {
  find "$@" -type f -exec shred -u {} + 2>/dev/null || true
  rm -rf "$@"
}

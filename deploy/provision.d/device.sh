# shellcheck shell=bash
# sealpost-provision device: keys, certificate and device.toml of one device, onto it.
# shellcheck source=deploy/provision.d/pki.sh
. "$parts/pki.sh"
# shellcheck source=deploy/provision.d/credentials.sh
. "$parts/credentials.sh"
# shellcheck source=deploy/provision.d/files.sh
. "$parts/files.sh"
# shellcheck source=deploy/provision.d/target.sh
. "$parts/target.sh"
# shellcheck source=deploy/provision.d/onto.sh
. "$parts/onto.sh"
# shellcheck source=deploy/provision.d/progress.sh
. "$parts/progress.sh"
# shellcheck source=deploy/provision.d/bundle.sh
. "$parts/bundle.sh"

device_usage() {
  cat <<END
Usage: sealpost-provision device ID --to USER@HOST | --root FOLDER | --bundle FILE [OPTION...]

Gives a device what it needs: its sealing key, its certificate or password, device.toml. What it has
already and is good is left; it asks before it replaces anything, and what is new is tried against the
broker before the old goes.

  --to USER@HOST       by ssh; the device makes its own key, which never leaves it
  --root FOLDER        onto a card that is mounted there
  --bundle FILE        for the first boot: a cloud-init user-data if FILE ends in user-data, .yaml or .yml,
                       else a script. It holds secrets; delete it when it was used
  --login HOW          certificate, password, psk, or plain: no TLS, a password (site.toml says which)
  --sensors FILE       [[sensor]] tables for device.toml (what is there; else the processor's temperature)
  --instance NAME      for sealpost-device@NAME
  --replace            everything new, for a new card or when somebody may know the keys; the old are revoked
  --no-test            do not try the new files against the broker
  --ssh-option OPTION  for ssh, as "-p 2222"; several
  --passphrase-file FILE, --site SITE, --dry-run, --yes
END
}

# What is asked for; "renew", "rotate" and "devices" set them as well.
declare -A WISH=()
DRAFT=''    # a folder of its own for what --dry-run compares
SSH_OPTIONS=()

command_device() {
  local id='' ways=0
  while [ $# -gt 0 ]; do
    common_option "$@"
    [ "$TAKEN" = 0 ] || { shift "$TAKEN" && continue; }
    case $1 in
      -h | --help) device_usage && return 0 ;;
      --replace | --no-test) WISH[${1#--}]=1 && shift ;;
      --to | --root | --bundle | --login | --sensors | --instance | --ssh-option | --passphrase-file)
        [ -n "${2-}" ] || usage_error "$1 must be followed by its value"
        case $1 in
          --passphrase-file) PASSPHRASE_FILE=$2 ;;
          --ssh-option) ssh_option "$2" ;;
          --to | --root | --bundle) ways=$((ways + 1)) && WISH[${1#--}]=$2 ;;
          *) WISH[${1#--}]=$2 ;;
        esac
        shift 2
        ;;
      -*) usage_error "device: \"$1\" is not an option; device --help lists them" ;;
      *)
        [ -z "$id" ] || usage_error "device: one id, not \"$id\" and \"$1\"; for many there is \"devices\""
        id=$1
        shift
        ;;
    esac
  done
  [ -n "$id" ] || usage_error "device: the id of the device is missing"
  check_id "$id"
  [ "$ways" = 1 ] || usage_error "device: say how it gets there: --to USER@HOST, --root FOLDER or --bundle FILE"
  site_load
  need_command openssl openssl
  check_wishes "$id"
  site_lock
  if [ -n "${WISH[bundle]-}" ]; then
    device_bundles "$id"
  else
    device_onto "$id"
  fi
}

ssh_option() { # "-p 2222" is two words
  local words
  read -r -a words <<<"$1"
  SSH_OPTIONS+=("${words[@]}")
}

# check_wishes ID: what would fail later, before anything is done.
check_wishes() {
  local file=${WISH[sensors]-}
  case ${WISH[login]-} in
    '' | certificate | password | psk | plain) ;;
    *) usage_error "--login \"${WISH[login]}\" must be certificate, password, psk or plain" ;;
  esac
  [ -z "${WISH[instance]-}" ] || [[ ${WISH[instance]} =~ ^[a-z0-9][a-z0-9._-]*$ ]] ||
    usage_error "--instance \"${WISH[instance]}\" must be of a-z 0-9 . _ -"
  [ -z "$file" ] || check_sensors "$file"
  [ -z "${WISH[login]-}" ] || check_login "$1" "${WISH[login]}"
  check_withdrawn "$1"
  if [ "$(record_get "$1" state)" = revoked ]; then
    warn "$1 was revoked; it comes back with new keys"
  fi
}

# check_sensors FILE: whether it has sensors, whose readings the broker will take.
check_sensors() {
  local stream known
  [ -r "$1" ] || die 78 "$1: cannot be read"
  grep -q '^[[:space:]]*\[\[sensor\]\]' "$1" || die 78 "$1: has no [[sensor]] in it"
  known=$(broker_streams)
  while IFS= read -r stream; do
    grep -qxF -- "$stream" <<<"$known" ||
      die 78 "$1: stream = \"$stream\": the broker would drop it; add it to streams in [devices] of $SITE/site.toml, and call sealpost-provision broker"
  done < <(sed -nE "s/^[[:space:]]*stream[[:space:]]*=[[:space:]]*[\"']([^\"']*)[\"'].*/\1/p" "$1")
}

# instance_of ID: what was asked for, else the one that it is known by.
instance_of() {
  [ -n "${WISH[instance]-}" ] || WISH[instance]=$(record_get "$1" instance)
}
state_folder() { echo "/var/lib/sealpost${WISH[instance]:+-${WISH[instance]}}"; }

# stage ID LOGIN: files for the device that hold no secret. Each run writes them again, so none has to be on
# the disk.
stage() {
  local folder=${DRAFT:-$SITE/devices/$1/new} LATER=1
  mkdir -p "$folder"
  device_toml "$1" "$2" "$(state_folder)" "$(record_get "$1" name)" | write_file "$folder/device.toml" 644
  write_file "$folder/usual-sensors.toml" 644 <<<"$USUAL_SENSORS"
  case $2 in certificate | password) write_file "$folder/ca.pem" 644 <"$SITE/ca/ca.pem" ;; esac
  # One that an earlier run left is not asked for any more.
  rm -f "$folder/sensors.toml"
  [ -z "${WISH[sensors]-}" ] || write_file "$folder/sensors.toml" 644 <"${WISH[sensors]}"
}

# settle ID STATE TARGET LOGIN [SERIAL]: the device has it all. Its staged folder is to be wiped next.
settle() {
  local folder=$SITE/devices/$1/new name files=() serial=${5-}
  for name in device.toml certificate.pem; do
    [ ! -s "$folder/$name" ] || files+=("$folder/$name")
  done
  if [ -z "$serial" ] && [ -s "$folder/certificate.pem" ]; then
    serial=$(openssl x509 -in "$folder/certificate.pem" -noout -serial)
    serial=${serial#serial=}
  fi
  [ ${#files[@]} = 0 ] || mv "${files[@]}" "$SITE/devices/$1/"
  TZ=UTC printf -v WHEN '%(%Y-%m-%dT%H:%M:%SZ)T'
  record_set "$1" "state=$2" "target=$3" "login=$4" "instance=${WISH[instance]-}" ${serial:+"serial=$serial"} "when=$WHEN"
}

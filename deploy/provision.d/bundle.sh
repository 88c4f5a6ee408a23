# shellcheck shell=bash
# Bundles: what a device needs in one file that its first boot runs. Many are made step by step for all
# of them: one call each of the authority, the key ring and mosquitto_passwd.

declare -A BUNDLE_FILE=()   # where each device's goes
declare -A BUNDLE_LOGIN=()
declare -A BUNDLE_SENSORS=()
declare -A DEVICE_NAME=()   # for people
declare -A FAILED=()        # those that it could not be written for, and why

# device_bundles ID: one of them.
device_bundles() {
  local id=$1
  instance_of "$id"
  BUNDLE_FILE[$id]=$(readlink -m "${WISH[bundle]}")
  BUNDLE_LOGIN[$id]=${WISH[login]-}
  [ -n "${BUNDLE_LOGIN[$id]}" ] || BUNDLE_LOGIN[$id]=$(login_of "$id")
  BUNDLE_SENSORS[$id]=${WISH[sensors]-}
  DEVICE_NAME[$id]=$(record_get "$id" name)
  if [ "$(record_get "$id" state)" = bundled ] && [ -f "${BUNDLE_FILE[$id]}" ] && [ -z "${WISH[replace]-}" ]; then
    [ "$DRY_RUN" = 1 ] || wipe "$SITE/devices/$id/new"
    say "$id: ${BUNDLE_FILE[$id]} is there, nothing to do"
    return 0
  fi
  if in_ring "$id" && [ ! -d "$SITE/devices/$id/new" ]; then
    [ -n "${WISH[replace]-}" ] ||
      die 77 "$id: has its keys already. If this is for a new or lost card: --replace"
    confirm "$id: replace its keys; those that it has now are revoked" || die 77 "$id: nothing was changed"
  fi
  bundle_may_be_written "${BUNDLE_FILE[$id]}" ||
    die 77 "${BUNDLE_FILE[$id]}: is not of sealpost-provision, perhaps of Imager, and stays: name another file (or give --yes)"
  if [ "$DRY_RUN" = 1 ]; then
    say "$id: would draw its keys, certify it and write ${BUNDLE_FILE[$id]}"
    return 0
  fi
  bundles_make "$id"
  [ -z "${FAILED[$id]-}" ] || die 74 "$id: ${FAILED[$id]}"
  say "$id: wrote ${BUNDLE_FILE[$id]}. It holds the device's secrets: put it on the card, then delete it"
}

# bundle_may_be_written FILE: not onto what somebody else has put there.
bundle_may_be_written() {
  [ "${OVERWRITE:-$YES}" = 1 ] || [ ! -s "$1" ] ||
    head -n 2 "$1" | grep -c 'Made by sealpost-provision' >/dev/null
}

# bundles_make ID...: FAILED has those whose file could not be written.
bundles_make() {
  local id serial folders=() pairs=()
  FAILED=()
  (cd "$SITE/devices" && mkdir -p "${@/%//new}")
  LATER=1
  pki_files
  progress_begin "drawing keys" $#
  for id in "$@"; do
    draw "$id" "${BUNDLE_LOGIN[$id]}" psk login key
    record_set "$id" state=issued "login=${BUNDLE_LOGIN[$id]}" "name=${DEVICE_NAME[$id]-}"
    pairs+=("$id=$SITE/devices/$id/new")
    [ "${BUNDLE_LOGIN[$id]}" != certificate ] || folders+=("$SITE/devices/$id/new")
    progress_step
  done
  sync_site
  [ ${#folders[@]} = 0 ] || pki_issue_many client "$(site_get ca.certificate-days 365)" "${folders[@]}"
  broker_accepts "${pairs[@]}"
  # Whoever asked for the replacement has said yes; a new device has none that could go.
  ring_add "${WISH[replace]:-0}" "$@" || die 70 "the keys did not come into the key ring, see above"
  progress_begin "writing bundles" $#
  for id in "$@"; do
    bundle_one "$id"
    progress_step
  done
  sync_site
  folders=()
  for id in "$@"; do
    [ -z "${FAILED[$id]-}" ] || continue
    serial=${FOUND_BY[$id]-}
    serial=${serial##*/}
    settle "$id" bundled "bundle:${BUNDLE_FILE[$id]}" "${BUNDLE_LOGIN[$id]}" "${serial%.pem}"
    folders+=("$SITE/devices/$id/new")
  done
  sync_site
  LATER=0
  [ ${#folders[@]} = 0 ] || wipe "${folders[@]}"
  bundles_revoke_old "$@"
  broker_changed
}

bundles_revoke_old() {
  local id revoked=0
  [ -n "${WISH[replace]-}" ] || return 0
  for id in "$@"; do
    ! pki_revoke "$id" superseded "$(record_get "$id" serial)" || revoked=1
  done
  [ "$revoked" = 0 ] || pki_crl
}

bundle_one() { # ID
  local id=$1 login=${BUNDLE_LOGIN[$1]} folder=$SITE/devices/$1/new file=${BUNDLE_FILE[$1]} certificate
  if [ "$login" = certificate ]; then
    slurp "${FOUND_BY[$id]}" && certificate=$TEXT
    slurp "$SITE/ca/issuing.pem" && TEXT=$certificate$TEXT
    write_text "$folder/certificate.pem" 600
  fi
  device_settings "$id" "$login"
  printf '%s' "$TEXT" >"$folder/device.toml"
  bundle_script "$folder" "${BUNDLE_SENSORS[$id]}"
  case $file in
    *user-data | *.yaml | *.yml) bundle_user_data ;;
  esac
  [ -d "${file%/*}" ] || mkdir -p "${file%/*}" 2>/dev/null || true
  if ! bundle_may_be_written "$file"; then
    FAILED[$id]="$file: is not of sealpost-provision, and stays; name another file (or give --yes)"
  elif ! (write_text "$file" 600); then
    FAILED[$id]="$file: could not be written"
  fi
}

# device_settings ID LOGIN: device.toml in TEXT; the same for all but for the id.
declare -A SETTINGS=()
device_settings() {
  local name=${DEVICE_NAME[$1]-}
  [ -n "${SETTINGS[$2]-}" ] || SETTINGS[$2]=$(device_toml @ID@ "$2" "$(state_folder)" @NAME@ && echo .)
  TEXT=${SETTINGS[$2]%.}
  TEXT=${TEXT//@ID@/"$1"}
  TEXT=${TEXT//@NAME@/"${name:-$1}"}
}

# bundle_script FOLDER SENSORS: TEXT is a script that installs what is staged in the folder.
bundle_script() {
  local folder=$1 sensors=$2 script name
  slurp "$parts/on-device.sh"
  # Everything in here is text; a line of it never looks like the end of its own document.
  script="#!/bin/sh
# Made by sealpost-provision: installs the keys of a Sealpost device. IT HOLDS SECRETS: it deletes
# itself when it has run; delete every other copy.
set -eu
umask 077
me=\$(readlink -f \"\$0\")
work=\$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
trap 'rm -rf \"\$work\"' EXIT
cat >\"\$work/on-device.sh\" <<'END-OF-on-device.sh'
$TEXT
END-OF-on-device.sh
"
  for name in device.toml ca.pem certificate.pem psk password tls-psk certificate.key; do
    if [ "$name" = ca.pem ]; then
      slurp "$SITE/ca/ca.pem"
    else
      [ -s "$folder/$name" ] || continue
      slurp "$folder/$name"
    fi
    script+="cat >\"\$work/$name\" <<'END-OF-$name'
${TEXT%$'\n'}
END-OF-$name
"
  done
  name=usual-sensors.toml TEXT=$USUAL_SENSORS
  if [ -n "$sensors" ]; then name=sensors.toml && slurp "$sensors"; fi
  script+="cat >\"\$work/$name\" <<'END-OF-sensors.toml'
${TEXT%$'\n'}
END-OF-sensors.toml
for step in install swap; do
  sh \"\$work/on-device.sh\" \"\$work\" \"\${SEALPOST_PROVISION_PREFIX-}\" '${WISH[instance]-}' \$step
done
if grep -q restarted=failed \"\$work/out\"; then
  echo \"\$me: the agent did not start with its new files and has its old ones; mend that and run this again\" >&2
  exit 70
fi
shred -u \"\$me\" 2>/dev/null || rm -f \"\$me\"
if [ -z \"\${SEALPOST_PROVISION_PREFIX-}\" ] && systemctl cat 'sealpost-device${WISH[instance]:+@${WISH[instance]}}' >/dev/null 2>&1; then
  systemctl enable --now 'sealpost-device${WISH[instance]:+@${WISH[instance]}}'
fi
"
  TEXT=$script
}

# bundle_user_data: the script in TEXT as a cloud-init file.
bundle_user_data() {
  local inner=${TEXT%$'\n'}
  TEXT="#cloud-config
# Made by sealpost-provision: the keys of a Sealpost device. IT HOLDS SECRETS: when the device is up,
# delete it from the boot partition and everywhere else.
write_files:
  - path: /root/sealpost-first-boot.sh
    owner: root:root
    permissions: '0700'
    content: |
      ${inner//$'\n'/$'\n'      }
runcmd:
  - [sh, /root/sealpost-first-boot.sh]
"
}

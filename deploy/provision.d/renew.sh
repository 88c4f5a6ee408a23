# shellcheck shell=bash
# sealpost-provision renew: certificates and the revocation list, before they end.
# shellcheck source=deploy/provision.d/device.sh
. "$parts/device.sh"
# shellcheck source=deploy/provision.d/authority.sh
. "$parts/authority.sh"

renew_usage() {
  cat <<END
Usage: sealpost-provision renew [--due] [--broker] [--station] [--crl] [ID...] [OPTION...]

Renews what ends soon (--due, which is what it does when nothing is named): the broker's and the
station's certificates within [devices] renew-before of their end, the broker's also when [broker] hosts has
changed, the revocation list at half its time, and certificates of devices that are reached by ssh. Devices
renew their own, with "sealpost sign"; this is for those that have not when half of renew-before is over.
No certificate is renewed before the last third of its life. sealpost-renew.timer runs it daily.

  --broker, --station, --crl, ID   now, whether due or not
  --no-test, --ssh-option OPTION, --passphrase-file FILE, --site SITE, --dry-run, --yes
END
}

command_renew() {
  local due=0 ids=() id
  declare -A now=()
  while [ $# -gt 0 ]; do
    common_option "$@"
    [ "$TAKEN" = 0 ] || { shift "$TAKEN" && continue; }
    case $1 in
      -h | --help) renew_usage && return 0 ;;
      --due) due=1 && shift ;;
      --broker | --station | --crl) now[${1#--}]=1 && shift ;;
      --no-test) WISH[no-test]=1 && shift ;;
      --ssh-option | --passphrase-file)
        [ -n "${2-}" ] || usage_error "$1 must be followed by its value"
        if [ "$1" = --ssh-option ]; then ssh_option "$2"; else PASSPHRASE_FILE=$2; fi
        shift 2
        ;;
      -*) usage_error "renew: \"$1\" is not an option; renew --help lists them" ;;
      *) check_id "$1" && ids+=("$1") && shift ;;
    esac
  done
  site_load
  for id in "${ids[@]}"; do
    [[ $(record_get "$id" target) == ssh:* ]] ||
      die 77 "$id: is not known to be reached by ssh; use: device $id --to USER@HOST"
  done
  site_lock
  [ ${#ids[@]} -gt 0 ] || [ ${#now[@]} -gt 0 ] || due=1
  renew_site
  if [ "$due" = 1 ]; then
    while IFS= read -r id; do
      [ -z "$id" ] || ids+=("$id")
    done < <(due_devices)
    [ ${#ids[@]} -gt 0 ] || say "no device is due"
  fi
  [ ${#ids[@]} = 0 ] || renew_devices "${ids[@]}"
}

# renew_site: broker, station and revocation list; "due" and "now" are the caller's.
renew_site() {
  local changed=0 half=$((CRL_DAYS / 2)) login
  login=$(site_get broker.login certificate)
  if [ -n "${now[broker]-}" ] || { [ "$due" = 1 ] && broker_is_due; }; then
    act "certify the broker: $(broker_names)" certify_broker
    changed=1
  fi
  renewed_before "$(site_get ca.certificate-days 365)"
  if [ "$login" = certificate ] && { [ -n "${now[station]-}" ] ||
    { [ "$due" = 1 ] && ! certificate_lasts "$SITE/station/certificate.pem" "$BEFORE"; }; }; then
    act "certify the station" certify_station
  fi
  if [ -n "${now[crl]-}" ] || { [ "$due" = 1 ] && [ "$(days_left "$(crl_end "$SITE/ca/crl.pem")")" -lt "$half" ]; }; then
    act "make the revocation list" pki_crl
    changed=1
  fi
  # What an earlier run could not put in place.
  [ "$due" = 0 ] || [ ! -e "$SITE/broker/undelivered" ] || changed=1
  [ "$changed" = 0 ] || [ "$DRY_RUN" = 1 ] || broker_changed
}

broker_is_due() {
  renewed_before "$(site_get ca.broker-days 825)"
  ! certificate_lasts "$SITE/broker/broker.pem" "$BEFORE" || [ "$(broker_names)" != "$(cat "$SITE/broker/names" 2>/dev/null)" ]
}

# Devices by ssh that have not renewed their certificate, though they had half of the time that there is for
# it. Of the others it says what to do.
due_devices() {
  local id name end half now
  renewed_before "$(site_get ca.certificate-days 365)"
  half=$((BEFORE / 2))
  now=$(date +%s)
  # shellcheck source=deploy/provision.d/list.sh
  . "$parts/list.sh"
  while IFS=$'\t' read -r name end; do
    id=$name
    if [ ! -f "$SITE/devices/$id/record" ] || [ $((end - half)) -gt "$now" ]; then continue; fi
    case $(record_get "$id" state)-$(record_get "$id" target) in
      revoked-*) ;;
      *-ssh:*) echo "$id" ;;
      *) warn "$id: its certificate ends on $(date -u -d "@$end" +%Y-%m-%d) and it is not reached by ssh: see \"sealpost sign\", or \"device $id\"" ;;
    esac
  done < <(list_ends | sort)
}

renew_devices() {
  local id failed=()
  [ "$DRY_RUN" = 1 ] || pki_unlock
  for id in "$@"; do
    (
      WISH[to]=$(record_get "$id" target) WISH[renew]=1
      WISH[to]=${WISH[to]#ssh:}
      device_onto "$id"
    ) || failed+=("$id")
  done
  [ ${#failed[@]} = 0 ] || die 75 "not renewed: ${failed[*]}; see above, and run it again"
}

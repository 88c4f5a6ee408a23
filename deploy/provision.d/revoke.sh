# shellcheck shell=bash
# sealpost-provision revoke: nobody trusts the device any more, neither the broker nor the station.
# shellcheck source=deploy/provision.d/withdraw.sh
. "$parts/withdraw.sh"

revoke_usage() {
  cat <<END
Usage: sealpost-provision revoke ID... [--yes] [--passphrase-file FILE]

Revokes devices: their certificates come onto the revocation list, passwords and pre-shared keys go,
and "sealpost revoke" makes the station believe nothing of them any more. Cannot be undone; a device
that comes back gets new keys: "device ID". What fails is told and the rest still done; run it again
then.
END
}

command_revoke() {
  local ids=() id failed=()
  while [ $# -gt 0 ]; do
    common_option "$@"
    [ "$TAKEN" = 0 ] || { shift "$TAKEN" && continue; }
    case $1 in
      -h | --help) revoke_usage && return 0 ;;
      --passphrase-file)
        [ -n "${2-}" ] || usage_error "$1 must be followed by a file"
        PASSPHRASE_FILE=$2 && shift 2
        ;;
      -*) usage_error "revoke: \"$1\" is not an option; revoke --help lists them" ;;
      *) check_id "$1" && ids+=("$1") && shift ;;
    esac
  done
  [ ${#ids[@]} -gt 0 ] || usage_error "revoke: the id of the device is missing"
  site_load
  for id in "${ids[@]}"; do
    [ -n "$(record_get "$id" state)" ] || die 77 "$id: is no device of $SITE"
  done
  site_lock
  if [ "$DRY_RUN" = 0 ]; then
    confirm "Revoke ${ids[*]}? Nothing of it opens any more, and that cannot be undone" ||
      die 77 "nothing was changed"
    revoke_unlock "${ids[@]}"
  fi
  for id in "${ids[@]}"; do
    (revoke_one "$id") || failed+=("$id")
  done
  [ ${#failed[@]} = 0 ] || die 75 "not done in full: ${failed[*]}; run it again for what is left"
}

# Once for all of them, if it is needed. Without it the rest is done all the same.
revoke_unlock() { # ID...
  local id
  for id in "$@"; do
    if [ -n "$(pki_serials "$id")" ] && pki_can_ask; then
      pki_unlock
      return
    fi
  done
}

revoke_one() { # ID
  local code=0
  # in a shell of its own: what ends it there, such as a broker that is away, must not end this
  (withdraw "$1") || code=75
  if [ "$DRY_RUN" = 1 ]; then
    say "$1: would make the station believe nothing of it"
    return 0
  fi
  if [ ! -f "$SITE/station/keys/$1.key" ]; then
    say "$1: the key ring has no key of it"
  elif ! station revoke "$1" --yes; then
    code=75
  fi
  [ "$code" = 0 ] && say "$1: revoked"
  return "$code"
}

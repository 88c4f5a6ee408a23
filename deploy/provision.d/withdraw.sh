# shellcheck shell=bash
# sealpost-provision withdraw: the broker's half of a revocation. "sealpost revoke" calls it by
# [broker] revoke-command of station.toml.
# shellcheck source=deploy/provision.d/pki.sh
. "$parts/pki.sh"
# shellcheck source=deploy/provision.d/credentials.sh
. "$parts/credentials.sh"

withdraw_usage() {
  cat <<END
Usage: sealpost-provision withdraw ID [--passphrase-file FILE]

Takes from a device what it can prove itself with at the broker: its certificates come onto the
revocation list, its password and its pre-shared key go. "revoke" does this and the rest.
END
}

command_withdraw() {
  local id=''
  while [ $# -gt 0 ]; do
    common_option "$@"
    [ "$TAKEN" = 0 ] || { shift "$TAKEN" && continue; }
    case $1 in
      -h | --help) withdraw_usage && return 0 ;;
      --passphrase-file)
        [ -n "${2-}" ] || usage_error "$1 must be followed by a file"
        PASSPHRASE_FILE=$2 && shift 2
        ;;
      -*) usage_error "withdraw: \"$1\" is not an option; withdraw --help lists them" ;;
      *)
        [ -z "$id" ] || usage_error "withdraw: one id, not \"$id\" and \"$1\""
        id=$1 && shift
        ;;
    esac
  done
  [ -n "$id" ] || usage_error "withdraw: the id of the device is missing"
  check_id "$id"
  site_load
  site_lock 60
  withdraw "$id"
}

# withdraw ID: what was done already is left. A mark says what an interrupted one has to do still.
withdraw() {
  local id=$1 mark=$SITE/devices/$1/withdrawing certified
  [ -n "$(record_get "$id" state)" ] || die 77 "$id: is no device of $SITE"
  certified=$(pki_serials "$id")
  if [ "$DRY_RUN" = 1 ]; then
    say "$id: would revoke $(wc -w <<<"$certified") certificate(s), and remove its password and pre-shared key"
    return 0
  fi
  if [ "$(record_get "$id" state)" = revoked ] && [ -z "$certified" ] && [ ! -f "$mark" ]; then
    say "$id: was withdrawn already"
    return 0
  fi
  # First what needs no passphrase; and from here on nothing is signed for it.
  [ -f "$mark" ] || : >"$mark"
  [ -z "$certified" ] || echo certificate >"$mark"
  record_set "$id" state=revoked "when=$(date -u +%Y-%m-%dT%H:%M:%SZ)"
  lines_remove "$SITE/broker/passwords" "$id" || true
  lines_remove "$SITE/broker/psk" "$id" || true
  wipe "$SITE/devices/$id/new"
  # In a shell of its own: without the passphrase the broker hears of the rest all the same.
  if [ -s "$mark" ] && ! (pki_revoke "$id" keyCompromise || pki_unlock; pki_crl); then
    broker_changed
    die 75 "$id: its password, pre-shared key and rights are gone, but its certificate is not on the revocation list; run \"sealpost-provision revoke $id --site $SITE\" with the passphrase"
  fi
  : >"$mark"
  broker_changed
  rm -f "$mark"
}

# shellcheck shell=bash
# One device by ssh or onto a card: look, draw what is missing, certify, try, rename, record.

declare -A NEED=()

# device_onto ID
device_onto() {
  local id=$1 login=${WISH[login]-} place=${WISH[to]-${WISH[root]-}}
  instance_of "$id"
  login=${login:-$(login_of "$id")}
  if [ "$DRY_RUN" = 1 ]; then
    DRAFT=$(mktemp -d)
    trap 'target_close; rm -rf "$DRAFT"' EXIT
  fi
  target_open "$id"
  target_look
  [ "${DEVICE[encrypted]-}" != yes ] ||
    die 77 "$place: its secrets are encrypted for systemd, which would not take new ones: decrypt them first, as encrypted-secrets.conf there says"
  onto_mend_ring "$id"
  onto_plan "$id" "$login"
  if [ -z "${NEED[*]}" ]; then
    say "$id: $place has everything, nothing to do"
    # One that was interrupted at the very end is not recorded yet.
    if [ "$DRY_RUN" = 0 ] && [ "$(record_get "$id" state)" != installed ]; then
      settle "$id" installed "$(onto_target)" "$login"
    fi
    [ "$DRY_RUN" = 1 ] || target_step forget
    wipe "${DRAFT:-$SITE/devices/$id/new}"
    target_close
    return 0
  fi
  if [ "$DRY_RUN" = 1 ]; then
    onto_say "$id" "$place"
    target_close
    return 0
  fi
  onto_ask "$id" "$place"
  onto_prepare "$id" "$login"
  onto_test "$id"
  onto_swap "$id"
  settle "$id" installed "$(onto_target)" "$login"
  wipe "$SITE/devices/$id/new"
  onto_revoke_old "$id"
  target_close
  say "$id: done"
}

# onto_swap ID: from here on the ring has the new key, or what it had if the device has not.
onto_swap() {
  local id=$1 folder=$SITE/devices/$1/new code=0 look=0
  ring_has "$id" || { ring_remembers "$id" && ring_add "${NEED[new-seal]:-0}" "$id"; } ||
    die 70 "$id: its key did not come into the key ring, see above"
  # Whatever ends it, somebody must look after the ring.
  (target_step swap && printf '%s' "$OUT" >"$folder/swapped") || code=$?
  if [ "$code" != 0 ]; then
    (target_look && onto_has_staged "$id") 2>/dev/null || look=$?
    # Another code says that nobody could look: the next run will.
    [ "$look" != 1 ] || ring_recalls "$id"
    target_close
    die "$code" "$id: it is not known to have its new files in force; run this again"
  fi
  if grep -q restarted=failed "$folder/swapped"; then
    ring_recalls "$id"
    onto_back "$id" 70 "the agent did not start with its new files and has its old ones"
  fi
}

# onto_has_staged ID: whether the device has the sealing key that is staged.
onto_has_staged() {
  local sum
  [ -s "$SITE/devices/$1/new/psk" ] || return 1
  sum=$(sha256sum <"$SITE/devices/$1/new/psk")
  [ "${DEVICE[seal]-}" = "${sum%% *}" ]
}

# onto_mend_ring ID: wherever an earlier run was cut, the ring gets the key that the device has.
onto_mend_ring() {
  local folder=$SITE/devices/$1/new
  [ "$DRY_RUN" = 0 ] && [ -s "$folder/before-ring" ] || return 0
  if onto_has_staged "$1"; then
    ring_has "$1" || ring_add 1 "$1" || die 70 "$1: its key did not come into the key ring, see above"
    wipe "$folder/before-ring" "$folder/psk"
  else
    ring_recalls "$1"
  fi
}

onto_target() {
  if [ -n "${WISH[to]-}" ]; then echo "ssh:${WISH[to]}"; else echo "root:${WISH[root]}"; fi
}

# onto_plan ID LOGIN: fills NEED.
onto_plan() {
  local id=$1 login=$2 secret wanted
  NEED=()
  stage "$id" "$login"
  if [ -n "${WISH[replace]-}" ] || [ "${DEVICE[psk]-}" != yes ] || ! in_ring "$id"; then
    # "rotate" gives another login and leaves the sealing key.
    [ "${WISH[replace]-}" = login ] && [ "${DEVICE[psk]-}" = yes ] || NEED[psk]="draw its sealing key"
  fi
  if [ -n "${NEED[psk]-}" ] && in_ring "$id" && [ ! -s "$SITE/devices/$id/new/psk" ]; then
    [ -n "${WISH[replace]-}" ] ||
      die 77 "$id: has a key in the key ring that is not on this device. If its card is new or lost: --replace"
  fi
  case $login in
    certificate) onto_certificate_good || NEED[certificate]="make a key there and certify it" ;;
    *)
      secret=password
      [ "$login" != psk ] || secret=tls-psk
      [ -z "${WISH[replace]-}" ] && [ "${DEVICE[$secret]-}" = yes ] || NEED[login]="draw its $secret"
      ;;
  esac
  onto_settings_there "$id" || NEED[files]="write its device.toml"
  wanted=$(sha256sum <"$SITE/ca/ca.pem")
  case $login in
    certificate | password) [ "${DEVICE[authority]-}" = "${wanted%% *}" ] || NEED[ca]="give it the authority" ;;
  esac
}

# onto_settings_there ID: whether the device has the tables that it is to have, those of --sensors as well.
onto_settings_there() {
  local folder=${DRAFT:-$SITE/devices/$1/new} line
  sh "$parts/on-device.sh" "$folder" '' '' sums || die 70 "$1: its settings cannot be compared, see above"
  while IFS= read -r line; do
    [ "${DEVICE[${line%%=*}]-}" = "${line#*=}" ] || return 1
  done <"$folder/out"
}

onto_certificate_good() {
  [ -z "${WISH[replace]-}${WISH[renew]-}" ] && [ "${DEVICE[certificate.key]-}" = yes ] && [ -n "${DEVICE[serial]-}" ] || return 1
  renewed_before "$(site_get ca.certificate-days 365)"
  [ $(($(date -u -d "${DEVICE[end]}" +%s) - BEFORE)) -gt "$(date +%s)" ] || return 1
  grep -q "^V.*	${DEVICE[serial]}	" "$SITE/ca/issuing.db/index.txt"
}

onto_say() { # ID PLACE
  local step
  for step in psk login certificate files ca; do
    [ -z "${NEED[$step]-}" ] || say "$1: would ${NEED[$step]}"
  done
  say "$1: would put it onto $2, try it against the broker, and only then take the old away"
}

onto_ask() { # ID PLACE
  if [ "${DEVICE[id]-$1}" != "$1" ]; then
    confirm "$2 is device ${DEVICE[id]} now; make it $1" || die 77 "$1: nothing was changed"
  elif [ -n "${DEVICE[id]-}" ] && [ -n "${NEED[psk]-}${NEED[login]-}${NEED[certificate]-}" ] && [ -z "${WISH[renew]-}" ]; then
    confirm "$1: replace its keys on $2" || die 77 "$1: nothing was changed"
  elif [ -n "${NEED[psk]-}" ] && in_ring "$1" && [ -n "${WISH[replace]-}" ]; then
    confirm "$1: put new keys onto $2; those that it has elsewhere are revoked" || die 77 "$1: nothing was changed"
  fi
  [ "${DEVICE[openssl]}" = yes ] || [ -z "${NEED[certificate]-}" ] ||
    die 69 "$2: this needs the program openssl there: apt install openssl"
}

# onto_prepare ID LOGIN: all that is new, beside the old.
onto_prepare() {
  local id=$1 login=$2
  # Of an earlier run that came to nothing, and not wanted by this one: it would be sent along.
  [ -n "${NEED[psk]-}" ] || wipe "$SITE/devices/$id/new/psk"
  [ -n "${NEED[login]-}" ] || wipe "$SITE/devices/$id/new/password" "$SITE/devices/$id/new/tls-psk"
  # Asked for before anything is made.
  [ -z "${NEED[certificate]-}" ] || pki_unlock
  ! in_ring "$id" || [ -z "${NEED[psk]-}" ] || ring_has "$id" || NEED[new-seal]=1
  [ -n "$(record_get "$id" state)" ] || record_set "$id" state=issued "login=$login"
  [ -z "${NEED[psk]-}" ] || draw "$id" "$login" psk
  if [ -n "${NEED[login]-}" ]; then
    draw "$id" "$login" login
    broker_remembers "$id"
    broker_accepts "$id=$SITE/devices/$id/new"
  fi
  if [ -n "${NEED[certificate]-}" ]; then
    say "$id: making its key there"
    # Those of a bundle that came to nothing are not this device's.
    rm -f "$SITE/devices/$id/new/certificate.key" "$SITE/devices/$id/new/request.pem"
    onto_request "$id"
    # One that waits of an earlier run: nobody may have had its key signed, or somebody took that back.
    if [ "${DEVICE[asked]-}" = yes ] && ! pki_was_signed "$id" "$SITE/devices/$id/new/request.pem"; then
      target_step forget
      onto_request "$id"
    fi
    certify "$id"
  fi
  if [ -n "${NEED[login]-}" ] || [ "$(record_get "$id" state)" != installed ]; then
    broker_changed
  fi
  target_send "$id"
  target_step install
}

onto_request() { # ID
  target_step key
  write_file "$SITE/devices/$1/new/request.pem" 600 <<<"$OUT"
  request_is_p256 "$SITE/devices/$1/new/request.pem" || die 77 "$1: sent no good certificate request"
}

# onto_test ID: the new files against the broker, from the device.
onto_test() {
  local id=$1 code
  [ -z "${WISH[root]-}${WISH[no-test]-}" ] || return 0
  if [ "${DEVICE[program]}" != yes ]; then
    warn "$id: the agent is not installed there, so its files cannot be tried"
    return 0
  fi
  say "$id: trying the new files against the broker"
  target_step try
  code=${OUT##*code=}
  # An older one answers with all of its options.
  [ "$code" = 64 ] || say "  ${OUT%%$'\n'code=*}"
  case $code in
    0) ;;
    64) warn "$id: the agent there is older than this and cannot try; going on without" ;;
    69)
      # Not by --yes: with a wrong name of the broker a whole table of devices would be lost.
      { [ "$YES" = 0 ] && confirm "$id: the broker was not reached from there; use the new files all the same"; } ||
        onto_back "$id" 69 "the broker was not reached; its old files stay (--no-test goes without)"
      ;;
    *) onto_back "$id" 77 "its new files do not work, see above; its old ones stay. Put the broker's files in place and run this again" ;;
  esac
}

# onto_back ID CODE WORDS: the broker takes the old password again. What was drawn waits for the next run.
onto_back() {
  local folder=$SITE/devices/$1/new
  if [ ! -f "$folder/before-passwords" ]; then
    :
  elif [ -n "$(site_get broker.install "")" ]; then
    broker_recalls "$1"
    broker_changed
  elif [ -s "$folder/before-passwords" ] || [ -s "$folder/before-psk" ]; then
    broker_recalls "$1"
    warn "$1: the broker gets its files by hand, so it cannot have the new secret before the device has it: use --no-test, and then put them in place"
  else
    # The first one of a device: the files must keep it, or nobody could ever put it in place.
    warn "$1: the broker gets its files by hand: put those of $SITE/broker in place"
  fi
  target_close
  die "$2" "$1: $3"
}

onto_revoke_old() { # ID
  local keep
  [ -n "${WISH[replace]-}" ] && [ -n "${NEED[certificate]-}" ] || return 0
  keep=$(record_get "$1" serial)
  if pki_revoke "$1" superseded "$keep"; then
    pki_crl
    broker_changed
  fi
}

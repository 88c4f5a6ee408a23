# shellcheck shell=bash
# Rules of broker --check: who gets in.

# enters EXPECTED PERSON WORDS: whether a client is let in, and heard, saying what it may if it is who it says:
# a broker may close the connection over anything else.
enters() {
  local seen=allowed who=$ONE
  [ "$2" != two ] || who=$TWO
  publish "$2" "$BASE/$who/hello" hello || seen=$(refusal)
  row "$3" connects "$1" "$seen"
}

# refusal: denied, if it was the broker who did not want; whatever else it was is no proof of anything.
refusal() {
  case ${CLIENT_SAID,,} in
    *'connection refused'* | *'tls error'* | *alert* | *'connection was lost'* | *'protocol error'*) say denied ;;
    *) say "$CLIENT_SAID" ;;
  esac
}

check_doors() {
  enters allowed station station
  enters allowed one "device 1"
  enters allowed two "device 2"
  case $(broker_login) in
    certificate) strangers_with_certificates ;;
    password) strangers_with_passwords "$CHECK_PORT" "" ;;
  esac
  if [ -d "$CHECK/plain-one" ]; then
    enters allowed plain-one "device 1 without TLS"
    strangers_with_passwords "${CHECK_PLAIN##*:}" ", without TLS"
  fi
  if broker_psk; then strangers_with_keys; fi
  nobody_in_clear
}

strangers_with_certificates() {
  trust | person nobody "$CHECK_PORT"
  enters denied nobody "no certificate"
  foreign_person foreign "$ONE"
  enters denied foreign "another authority's"
  certificate_person expired "$ONE" -1
  enters denied expired "expired certificate"
  certificate_options "$SITE/broker/broker" | person server "$CHECK_PORT"
  enters denied server "broker's certificate"
  if [ -f "$SITE/ca/revoked.pem" ]; then
    certificate_options "$SITE/ca/revoked" | person revoked "$CHECK_PORT"
    enters denied revoked "revoked certificate"
  else
    untried "revoked certificate" connects "there is no $SITE/ca/revoked.pem; \"sealpost-provision broker\" makes it"
  fi
}

strangers_with_passwords() { # PORT WORDS
  local options=
  [ -n "$2" ] || options=$(trust)
  printf '%s\n' "$options" | sed '/^$/d' | person nobody "$1"
  enters denied nobody "no name$2"
  { printf '%s\n' "$options" | sed '/^$/d' && printf -- '-u %s\n' "$ONE"; } | person nameless "$1"
  enters denied nameless "no password$2"
  { printf '%s\n' "$options" | sed '/^$/d' && password_options "$ONE" wrong; } | person guesser "$1"
  enters denied guesser "wrong password$2"
  { printf '%s\n' "$options" | sed '/^$/d' && password_options "$TWO-x" wrong; } | person unknown "$1"
  enters denied unknown "unknown name$2"
  # The secret of a device is worth nothing under the station's name.
  { printf '%s\n' "$options" | sed '/^$/d' && password_options "$STATION" "$(check_secret password "$ONE" 18)"; } |
    person pretender "$1"
  enters denied pretender "station by device's password$2"
}

strangers_with_keys() {
  if [ -d "$CHECK/psk-one" ]; then enters allowed psk-one "device 1 by PSK"; fi
  printf -- '--psk-identity %s\n--psk %s\n' "$ONE" "$(openssl rand -hex 32)" | person wrong-key "$CHECK_PSK_PORT"
  enters denied wrong-key "wrong pre-shared key"
  printf -- '--psk-identity %s\n--psk %s\n' "$TWO-x" "$(openssl rand -hex 32)" | person no-key "$CHECK_PSK_PORT"
  enters denied no-key "unknown PSK identity"
  printf -- '--psk-identity %s\n--psk %s\n' "$STATION" "$(check_secret psk "$ONE" 32)" | person pretender "$CHECK_PSK_PORT"
  enters denied pretender "station by device's key"
}

nobody_in_clear() {
  local seen=denied
  person clear "$CHECK_PORT" </dev/null
  enters denied clear "no TLS"
  if timeout "$PATIENCE" openssl s_client -connect "$CHECK_HOST:$CHECK_PORT" -tls1_1 -cipher 'ALL@SECLEVEL=0' \
    </dev/null >/dev/null 2>&1; then seen=allowed; fi
  row "TLS 1.1" connects denied "$seen"
}

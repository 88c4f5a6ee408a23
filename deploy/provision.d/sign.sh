# shellcheck shell=bash
# sealpost-provision sign: what the station's "sealpost sign" calls when a device asks for its next
# certificate.
# shellcheck source=deploy/provision.d/pki.sh
. "$parts/pki.sh"

sign_usage() {
  cat <<END
Usage: sealpost-provision sign ID < REQUEST > CHAIN

Signs the certificate request of a device, PEM on standard input, and writes its certificate and the
authority after it, PEM. The key must be a P-256 key that signed the request; everything else in the
request is ignored. Only for devices that were provisioned and not revoked. The same request gets the
same certificate. In station.toml:

  [signing]
  command = ["$(readlink -f "$0")", "sign", "--site", "SITE",
             "--passphrase-file", "FILE"]

  --passphrase-file FILE  the authority's passphrase in one line (mode 0600); it is asked for without
END
}

command_sign() {
  local id='' request
  while [ $# -gt 0 ]; do
    common_option "$@"
    [ "$TAKEN" = 0 ] || { shift "$TAKEN" && continue; }
    case $1 in
      -h | --help) sign_usage && return 0 ;;
      --passphrase-file)
        [ -n "${2-}" ] || usage_error "$1 must be followed by a file"
        PASSPHRASE_FILE=$2 && shift 2
        ;;
      -*) usage_error "sign: \"$1\" is not an option; sign --help lists them" ;;
      *)
        [ -z "$id" ] || usage_error "sign: one id, not \"$id\" and \"$1\""
        id=$1 && shift
        ;;
    esac
  done
  [ -n "$id" ] || usage_error "sign: the id of the device is missing"
  check_id "$id"
  site_load
  site_lock 60
  case $(record_get "$id" state) in
    '') die 77 "$id: is no device of $SITE" ;;
    revoked) die 77 "$id: was revoked and gets no certificate" ;;
  esac
  request=$(mktemp)
  # shellcheck disable=SC2064  # the file of now
  trap "rm -f '$request'" EXIT
  head -c 16384 >"$request"
  check_request "$id" "$request"
  if [ "$DRY_RUN" = 1 ]; then
    warn "$id: would sign its request"
    return 0
  fi
  pki_issue "$id" client "$(site_get ca.certificate-days 365)" "$request"
  record_set "$id" "serial=$(openssl x509 -in "$ISSUED" -noout -serial | cut -d= -f2)"
  pki_chain "$ISSUED" | write_file "$SITE/devices/$id/certificate.pem" 600
  pki_chain "$ISSUED"
}

check_request() { # ID FILE
  # By its words: up to 3.0 it ends with 0 all the same.
  openssl req -in "$2" -noout -verify 2>&1 | grep -c 'verify OK$' >/dev/null ||
    die 77 "$1: its request is no certificate request, or was not signed by its own key"
  request_is_p256 "$2" || die 77 "$1: its request is for a key that is not of P-256"
}

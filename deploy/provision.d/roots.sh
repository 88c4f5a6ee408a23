# shellcheck shell=bash
# The two authorities of a new site. The root's key is needed here only and may leave the machine
# afterwards.

init_authority() {
  local ca=$SITE/ca file whole=1
  for file in root.pem issuing.pem ca.pem root-crl.pem crl.pem; do
    [ -s "$ca/$file" ] || whole=0
  done
  [ "$whole" = 0 ] || return 0
  if [ "$DRY_RUN" = 1 ]; then
    INIT_CHANGED=1
    say "would make a root and an issuing authority in $ca"
    return 0
  fi
  mkdir -p "$ca"
  pki_files
  init_secret
  pki_on_token root-key || step "$ca/root.key" "draw the root's key" encrypted_key "$ca/root.key"
  pki_on_token key || step "$ca/issuing.key" "draw the issuing authority's key" encrypted_key "$ca/issuing.key"
  step "$ca/root.pem" "sign the root, for $((ROOT_DAYS / 365)) years" sign_root
  step "$ca/issuing.pem" "sign the issuing authority, for $((ISSUING_DAYS / 365)) years" sign_issuing
  cat "$ca/issuing.pem" "$ca/root.pem" | write_file "$ca/ca.pem" 644
  step "$ca/root-crl.pem" "make the root's revocation list" root_crl
  step "$ca/crl.pem" "make the revocation list" pki_crl
}

# The passphrase that opens what is there, or a new one.
init_secret() {
  if [ -s "$SITE/ca/issuing.key" ] || pki_on_token key; then
    pki_unlock
    return 0
  fi
  say "The authority's keys are encrypted with a passphrase. Without it no device can be added: keep it"
  say "where the backup of the site is not."
  ask_secret "New passphrase, 8 characters at least" twice
  [ "${#ANSWER}" -ge 8 ] || die 77 "a passphrase needs 8 characters at least"
  CA_SECRET=$ANSWER
  # An init that was interrupted has drawn this one with the same passphrase.
  [ ! -s "$SITE/ca/root.key" ] ||
    openssl pkey -in "$SITE/ca/root.key" -passin fd:8 -noout 8<<<"$CA_SECRET" 2>/dev/null ||
    die 77 "$SITE/ca/root.key: does not open with this passphrase"
}

# scrypt with N = 16384 and r = 8: 16 MiB and some 50 ms for every guess.
encrypted_key() { # FILE
  local plain
  plain=$(new_key "${1##*/}") || exit
  openssl pkcs8 -topk8 -scrypt -passout fd:8 8<<<"$CA_SECRET" <<<"$plain" | write_secret "$1"
  [ "$1" != "$SITE/ca/issuing.key" ] || CA_KEY_PEM=$plain
}

# root_key OPTION COMMAND...: openssl with the root's key where KEY stands, given by OPTION.
root_key() {
  local option=$1 form=-keyform words=() word
  [ "$1" != -CAkey ] || form=-CAkeyform
  shift
  for word in "$@"; do
    if [ "$word" != KEY ]; then
      words+=("$word")
    elif pki_on_token root-key; then
      words+=(-engine pkcs11 "$form" engine "$option" "$(token_uri root-key)")
    else
      words+=("$option" "$SITE/ca/root.key" -passin fd:8)
    fi
  done
  quietly with_ca "${words[@]}" 8< <(printf %s "$CA_SECRET")
}

# placed FILE COMMAND... OUT...: what the command writes to OUT, in place only when it is whole.
placed() {
  local file=$1 new=$1.made
  shift
  "$@" -out "$new" || die 70 "$file: openssl did not make it, see above"
  write_file "$file" 644 <"$new"
  rm -f "$new"
}

sign_root() {
  placed "$SITE/ca/root.pem" root_key -key req -x509 -new -sha256 -config "$SITE/ca/openssl.cnf" \
    -extensions root KEY -subj "/CN=$(site_get site.name) root" -days "$ROOT_DAYS"
}

sign_issuing() {
  local request=$SITE/ca/issuing.csr
  random_hex 15
  issuing_request >"$request" || die 70 "the issuing authority's key cannot be used, see above"
  placed "$SITE/ca/issuing.pem" root_key -CAkey x509 -req -sha256 -in "$request" \
    -CA "$SITE/ca/root.pem" KEY -set_serial "0x40$RANDOM_HEX" \
    -extfile "$SITE/ca/openssl.cnf" -extensions authority -days "$ISSUING_DAYS"
  rm -f "$request"
}

issuing_request() {
  local key=(-key "$SITE/ca/issuing.key" -passin fd:8)
  ! pki_on_token key || key=(-engine pkcs11 -keyform engine -key "$(token_uri key)")
  quietly with_ca req -new -sha256 -config "$SITE/ca/openssl.cnf" "${key[@]}" \
    -subj "/CN=$(site_get site.name) authority" 8< <(printf %s "$CA_SECRET")
}

root_crl() {
  placed "$SITE/ca/root-crl.pem" root_key -keyfile ca -config "$SITE/ca/openssl.cnf" -name rooting \
    KEY -gencrl -crldays "$ISSUING_DAYS"
}

# shellcheck shell=bash
# The site's authority: a root that signs one issuing authority, which signs everybody else. All of it
# is the program openssl, with a configuration of our own; "openssl ca" keeps the list of what was
# issued (ca/issuing.db/index.txt) and makes the revocation list from it.

# Ten years for the issuing authority, twenty for the root: they are in every device.
ROOT_DAYS=7305
ISSUING_DAYS=3652
# Brokers refuse everybody when the list is overdue, so it is long, and renewed at every change.
CRL_DAYS=365
# A device may be some minutes behind.
BACKDATED=300

# What opens the authority's keys is in these variables and reaches openssl by a pipe: it is on no
# disk, no command line and in no environment.
CA_SECRET=''
CA_KEY_PEM=''
PKI_READY=''

# shellcheck source=deploy/provision.d/pki-files.sh
. "$parts/pki-files.sh"
# shellcheck source=deploy/provision.d/certificates.sh
. "$parts/certificates.sh"

# with_ca ARGUMENT...: openssl with the site's configuration.
with_ca() {
  SEALPOST_CA=$SITE/ca SEALPOST_NAMES=${CERTIFICATE_NAMES:-DNS:none} openssl "$@"
}

# quietly COMMAND...: its complaints only if it fails, and then they are the reason.
quietly() {
  local complaints
  complaints=$(mktemp) || die 74 "no temporary file can be made in ${TMPDIR:-/tmp}"
  if "$@" 2>"$complaints"; then
    rm -f "$complaints"
  else
    local code=$?
    cat "$complaints" >&2
    rm -f "$complaints"
    return "$code"
  fi
}

# new_key FOR: a key on P-256.
new_key() {
  quietly openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 ||
    die 70 "openssl drew no key for $1, see above; mend that and run it again"
}

# --- opening the authority's keys -------------------------------------------------------------------

# What runs without a person has the option, the variable, or the file that site.toml names.
passphrase_file() {
  local file=${PASSPHRASE_FILE:-${SEALPOST_CA_PASSPHRASE_FILE:-$(site_get ca.passphrase-file "")}}
  [ -z "$file" ] || [[ $file == /* ]] || [ -n "${PASSPHRASE_FILE:-${SEALPOST_CA_PASSPHRASE_FILE-}}" ] || file=$SITE/$file
  echo "$file"
}

# ask_secret WORDS [twice]: from a file that was named, or the terminal. Sets ANSWER.
ask_secret() {
  local file again
  file=$(passphrase_file)
  if [ -n "$file" ]; then
    [ -f "$file" ] || die 77 "$file: there is no such file with the authority's passphrase"
    closed_to_others "$file"
    IFS= read -r ANSWER <"$file" || [ -n "$ANSWER" ] || die 77 "$file: is empty"
    return 0
  fi
  { : </dev/tty; } 2>/dev/null ||
    die 77 "the authority's passphrase is needed and nobody is here to ask; give --passphrase-file FILE"
  IFS= read -r -s -p "$1: " ANSWER </dev/tty
  echo >/dev/tty
  [ "${2-}" = twice ] || return 0
  [ "${#ANSWER}" -ge 8 ] || die 77 "a passphrase needs 8 characters at least"
  IFS= read -r -s -p "The same again: " again </dev/tty
  echo >/dev/tty
  [ "$ANSWER" = "$again" ] || die 77 "these were two different ones; nothing was changed"
}

pki_on_token() { [[ $(site_get "ca.$1" file) == pkcs11:* ]]; } # key or root-key

# pki_unlock: opens the issuing key, once in a run.
pki_unlock() {
  [ -z "$CA_SECRET" ] || return 0
  pki_files
  if pki_on_token key; then
    need_token
    ask_secret "PIN of the token with the authority's key"
  else
    [ -f "$SITE/ca/issuing.key" ] || die 77 "$SITE/ca/issuing.key: is missing; bring it back from the backup"
    closed_to_others "$SITE/ca/issuing.key"
    ask_secret "Passphrase of the authority of $SITE"
    pki_try 1 || pki_try 2 || pki_try 3
  fi
  CA_SECRET=$ANSWER
}

# pki_try NUMBER: the key with this ANSWER; who mistyped it is asked again, twice.
pki_try() {
  CA_KEY_PEM=$(openssl pkey -in "$SITE/ca/issuing.key" -passin fd:8 8<<<"$ANSWER" 2>/dev/null) && return 0
  if [ -n "$(passphrase_file)" ] || [ "$1" = 3 ]; then
    die 77 "$SITE/ca/issuing.key: does not open with this passphrase"
  fi
  ask_secret "That is not it. Passphrase of the authority of $SITE"
  return 1
}

# pki_can_ask: whether there is a file with the passphrase, or somebody who knows it.
pki_can_ask() { [ -n "$CA_SECRET$(passphrase_file)" ] || { : </dev/tty; } 2>/dev/null; }

need_token() {
  local engines
  engines=$(openssl version -e | sed 's/.*"\(.*\)"/\1/')
  [ -e "$engines/pkcs11.so" ] || die 69 "a key on a token needs OpenSSL's engine: apt install libengine-pkcs11-openssl"
}

# token_uri KEY: the key's URI, with where its PIN comes from.
token_uri() {
  local uri
  uri=$(site_get "ca.$1")
  case $uri in
    *'?'*) printf '%s&pin-source=file:/dev/fd/8' "$uri" ;;
    *) printf '%s?pin-source=file:/dev/fd/8' "$uri" ;;
  esac
}

# issuing COMMAND...: openssl with the issuing key; the command has the place KEY for it.
issuing() {
  local words=() word secret=$CA_KEY_PEM
  for word in "$@"; do
    if [ "$word" != KEY ]; then
      words+=("$word")
    elif pki_on_token key; then
      words+=(-engine pkcs11 -keyform engine -keyfile "$(token_uri key)")
      secret=$CA_SECRET
    else
      words+=(-keyfile /dev/fd/8)
    fi
  done
  with_ca "${words[@]}" 8< <(printf %s "$secret")
}

# --- issuing ----------------------------------------------------------------------------------------

# pki_sign KIND DAYS OPTION...: openssl ca, such that whoever is killed while it works can be mended.
pki_sign() {
  local kind=$1 days=$2 db=$SITE/ca/issuing.db from
  shift 2
  pki_unlock
  from=$(date -u -d "-$BACKDATED seconds" +%Y%m%d%H%M%SZ)
  : >"$db/signing"
  # The authority's clock: a moment before, so that what is newer than the mark was made after it.
  touch -d '-1 second' "$db/signing"
  quietly issuing ca -config "$SITE/ca/openssl.cnf" -name issuing KEY -batch -notext \
    -extensions "$kind" -startdate "$from" -days "$days" "$@" >/dev/null ||
    { pki_mend && die 70 "openssl did not sign, see above"; }
  sync -f "$db"
  rm -f "$db/signing"
}

# pki_issue NAME KIND DAYS REQUEST: a certificate for the key of a request, KIND client or server; the
# file with it is ISSUED. The same request is signed once: whoever was interrupted asks again.
pki_issue() {
  local name=$1 kind=$2 days=$3 request=$4 db=$SITE/ca/issuing.db
  pki_issued_for "$request"
  pki_files
  if [ -s "$ISSUED" ]; then
    pki_is_in_force "$name" "$ISSUED" ||
      die 77 "$name: the certificate for this request is in force no more; another needs another key"
    return 0
  fi
  if ! pki_find "$name" "$request"; then
    pki_sign "$kind" "$days" -subj "/CN=$name" -in "$request" -out "$db/issued"
    FOUND=$db/issued
    # With a request that it does not like it ends with 0 as well.
    [ -s "$FOUND" ] || die 70 "$name: openssl signed nothing"
  fi
  write_file "$ISSUED" 600 <"$FOUND"
  rm -f "$db/issued"
}

# pki_issued_for REQUEST: sets ISSUED, where its certificate is once it is signed.
pki_issued_for() {
  local digest
  digest=$(openssl req -in "$1" -outform DER 2>/dev/null | sha256sum) || die 78 "$1: is no certificate request"
  ISSUED=$SITE/ca/issuing.db/requests/${digest%% *}.pem
}

# pki_is_in_force NAME CERTIFICATE: whether a certificate of NAME was not revoked.
pki_is_in_force() {
  local serial
  serial=$(openssl x509 -in "$2" -noout -serial)
  # Not -q, which would leave before pki_serials has told all.
  pki_serials "$1" | grep -cx "${serial#serial=}" >/dev/null
}

# pki_was_signed NAME REQUEST: whether it was, and the certificate is in force for some time yet.
pki_was_signed() {
  pki_files
  pki_issued_for "$2"
  renewed_before "$(site_get ca.certificate-days 365)"
  [ -s "$ISSUED" ] && pki_is_in_force "$1" "$ISSUED" && certificate_lasts "$ISSUED" "$BEFORE"
}

# pki_find NAME REQUEST: a certificate in force for the key of the request, issued by a run that was
# killed before it could keep it. Sets FOUND.
pki_find() {
  local serial key
  for serial in $(pki_serials "$1"); do
    key=${key:-$(openssl req -in "$2" -noout -pubkey)}
    FOUND=$SITE/ca/issuing.db/newcerts/$serial.pem
    [ "$(openssl x509 -in "$FOUND" -noout -pubkey)" != "$key" ] || return 0
  done
  return 1
}

# pki_issue_many KIND DAYS FOLDER...: for requests of our own, FOLDER/request.pem, in one go. Sets
# FOUND_BY, the certificates by the names in them.
declare -A FOUND_BY=()
pki_issue_many() {
  local kind=$1 days=$2 folder requests=() name before serial
  shift 2
  pki_files
  for folder in "$@"; do
    name=${folder%/new}
    name=${name##*/}
    if pki_find "$name" "$folder/request.pem"; then
      FOUND_BY[$name]=$FOUND
    else
      requests+=("$folder/request.pem")
    fi
  done
  [ ${#requests[@]} -gt 0 ] || return 0
  before=$(wc -l <"$SITE/ca/issuing.db/index.txt")
  pki_sign "$kind" "$days" -infiles "${requests[@]}"
  while IFS=$'\t' read -r serial name; do
    FOUND_BY[$name]=$SITE/ca/issuing.db/newcerts/$serial.pem
    requests=("${requests[@]:1}")
  done < <(tail -n "+$((before + 1))" "$SITE/ca/issuing.db/index.txt" | awk -F'\t' '{ print $4 "\t" substr($6, 5) }')
  [ ${#requests[@]} = 0 ] || die 70 "openssl did not sign all requests; run this again"
}

# pki_mend: what a run that was killed while it signed has left: the index under another name, and
# certificates that are not in it, which nobody has seen.
pki_mend() {
  local db=$SITE/ca/issuing.db file serial
  if [ ! -f "$db/index.txt" ] && [ -f "$db/index.txt.new" ]; then
    mv "$db/index.txt.new" "$db/index.txt"
  elif [ ! -f "$db/index.txt" ] && [ -f "$db/index.txt.old" ]; then
    cp "$db/index.txt.old" "$db/index.txt"
  fi
  [ -f "$db/signing" ] || return 0
  while IFS= read -r file; do
    serial=${file##*/}
    grep -q "${serial%.pem}" "$db/index.txt" || rm -f "$file"
  done < <(find "$db/newcerts" -name '*.pem' -newer "$db/signing")
  rm -f "$db/signing" "$db/issued" "$db/index.txt.new"
}

# pki_chain FILE: the certificate in FILE and the authority after it.
pki_chain() { cat "$1" "$SITE/ca/issuing.pem"; }

pki_serials() { # NAME: serial numbers of the certificates in force
  awk -F'\t' -v subject="/CN=$1" '$1 == "V" && $6 == subject { print $4 }' "$SITE/ca/issuing.db/index.txt"
}

# pki_revoke NAME REASON [SERIAL-TO-KEEP]: all certificates of NAME; REASON as openssl has it.
pki_revoke() {
  local serial changed=1
  pki_files
  for serial in $(pki_serials "$1"); do
    [ "$serial" != "${3-}" ] || continue
    pki_unlock
    quietly issuing ca -config "$SITE/ca/openssl.cnf" -name issuing KEY -batch \
      -revoke "$SITE/ca/issuing.db/newcerts/$serial.pem" -crl_reason "$2" ||
      die 70 "certificate $serial of $1: openssl did not revoke it, see above"
    changed=0
  done
  return "$changed"
}

# pki_crl: the revocation list anew.
pki_crl() {
  local new=$SITE/ca/crl.new
  pki_unlock
  quietly issuing ca -config "$SITE/ca/openssl.cnf" -name issuing KEY -gencrl -crldays "$CRL_DAYS" \
    -out "$new" || die 70 "openssl made no revocation list, see above"
  write_file "$SITE/ca/crl.pem" 644 <"$new"
  rm -f "$new"
}

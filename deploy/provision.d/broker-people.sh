# shellcheck shell=bash
# The people of broker --check: two devices made for it, the station as it is, and strangers.

# Who these two are to the broker: check-XXXXXX-1 and -2. What a killed check left is known by it.
CHECK_NAMES='^check-[0-9a-f]{6}-[12]:'

# check_people: makes them, and has the broker know what it must know of them.
check_people() {
  local login
  login=$(site_get broker.login certificate)
  station_person "$login"
  case $login in
    certificate)
      certificate_person one "$ONE" +1
      certificate_person two "$TWO" +1
      ;;
    password)
      password_person one "$CHECK_PORT" "$ONE"
      password_person two "$CHECK_PORT" "$TWO"
      ;;
    psk)
      psk_person one "$ONE"
      psk_person two "$TWO"
      ;;
  esac
  if [ "$login" != psk ] && broker_psk; then psk_person psk-one "$ONE"; fi
  if [ -n "$CHECK_PLAIN" ]; then password_person plain-one "${CHECK_PLAIN##*:}" "$ONE"; fi
  accepted_for_a_moment
}

trust() { say "--cafile $SITE/ca/ca.pem"; }

station_person() { # LOGIN
  local folder=$SITE/station file
  case $1 in
    certificate) file=$folder/certificate.key ;;
    password) file=$folder/password ;;
    psk) file=$folder/tls-psk ;;
  esac
  [ -r "$file" ] || die 77 "$file: cannot be read; the check connects as the station, too"
  case $1 in
    certificate) certificate_options "$folder/certificate" | person station "$CHECK_PORT" ;;
    password) { trust && printf -- '-u %s\n-P %s\n' "$STATION" "$(<"$file")"; } | person station "$CHECK_PORT" ;;
    psk) printf -- '--psk-identity %s\n--psk %s\n' "$STATION" "$(<"$file")" | person station "$CHECK_PSK_PORT" ;;
  esac
}

# --- certificates -------------------------------------------------------------------------------------

certificate_options() { # FILES
  trust
  say "--cert $1.pem"
  say "--key $1.key"
}

# certificate_person PERSON NAME DAYS: with a certificate of the site for NAME that ends so many days from
# now, -1 for yesterday. It is in none of the authority's records: its key is gone with the check.
certificate_person() {
  new_request "$1" "$2"
  pki_unlock
  check_authority_conf >"$CHECK/ca.cnf"
  quietly issuing ca -config "$CHECK/ca.cnf" KEY -batch -notext -in "$CHECK/$1.csr" -out "$CHECK/$1.pem" \
    -startdate "$(check_date "$3" 2)" -enddate "$(check_date "$3" 0)" >/dev/null ||
    die 70 "openssl did not sign for the check, see above"
  cat "$SITE/ca/issuing.pem" >>"$CHECK/$1.pem"
  certificate_options "$CHECK/$1" | person "$1" "$CHECK_PORT"
}

check_date() { date -u -d "$1 days $2 days ago" +%Y%m%d%H%M%SZ; } # DAYS BEFORE

check_authority_conf() {
  [ -f "$CHECK/index" ] || : >"$CHECK/index"
  cat <<EOF
[ca]
default_ca = check
[check]
database = $CHECK/index
new_certs_dir = $CHECK
certificate = $SITE/ca/issuing.pem
rand_serial = yes
unique_subject = no
default_md = sha256
policy = name
x509_extensions = client
[name]
commonName = supplied
[client]
basicConstraints = critical, CA:false
extendedKeyUsage = clientAuth
EOF
}

# new_request PERSON NAME: a key, and a request for a certificate.
new_request() {
  quietly openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout "$CHECK/$1.key" \
    -subj "/CN=$2" -out "$CHECK/$1.csr" || die 70 "openssl made no key for the check, see above"
}

# foreign_person PERSON NAME: a certificate for NAME by an authority that calls itself as the site's.
foreign_person() {
  local subject
  subject=$(openssl x509 -in "$SITE/ca/issuing.pem" -noout -subject -nameopt compat)
  new_request "$1" "$2"
  quietly openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -keyout "$CHECK/other-ca.key" \
    -subj "${subject#subject=}" -days 1 -out "$CHECK/other-ca.pem" || die 70 "openssl made no other authority, see above"
  quietly openssl x509 -req -in "$CHECK/$1.csr" -CA "$CHECK/other-ca.pem" -CAkey "$CHECK/other-ca.key" \
    -set_serial 1 -days 1 -out "$CHECK/$1.pem" || die 70 "openssl made no certificate of another authority, see above"
  certificate_options "$CHECK/$1" | person "$1" "$CHECK_PORT"
}

# --- passwords and pre-shared keys --------------------------------------------------------------------

# check_secret KIND NAME BYTES: a new one, which the broker must be told.
check_secret() {
  local file=$CHECK/$1.$2
  [ -f "$file" ] || openssl rand -hex "$3" >"$file"
  cat "$file"
}

password_options() { printf -- '-u %s\n-P %s\n' "$1" "$2"; }

# password_person PERSON PORT NAME: by TLS, but at the plain listener.
password_person() {
  {
    [[ $1 == plain-* ]] || trust
    password_options "$3" "$(check_secret password "$3" 18)"
  } | person "$1" "$2"
}

psk_person() { # PERSON NAME
  printf -- '--psk-identity %s\n--psk %s\n' "$2" "$(check_secret psk "$2" 32)" | person "$1" "$CHECK_PSK_PORT"
}

# accepted_for_a_moment: the broker learns the passwords and keys that were drawn.
accepted_for_a_moment() {
  local file kind name=
  for file in "$CHECK"/password.check-* "$CHECK"/psk.check-*; do
    [ -f "$file" ] || continue
    name=${file##*/} kind=${name%%.*}
    printf '%s:%s\n' "${name#*.}" "$(<"$file")" >>"$CHECK/new-$kind"
  done
  [ -n "$name" ] || return 0
  CHECK_TOLD=1
  if [ -f "$CHECK/new-password" ]; then
    need_command mosquitto_passwd mosquitto
    PATH=$PATH:/usr/sbin:/sbin mosquitto_passwd -U "$CHECK/new-password" || die 70 "mosquitto_passwd failed, see above"
    added_lines "$SITE/broker/passwords" "$CHECK/new-password"
  fi
  if [ -f "$CHECK/new-psk" ]; then added_lines "$SITE/broker/psk" "$CHECK/new-psk"; fi
  broker_hears
  until_it_knows
}

added_lines() { # FILE LINES
  { [ ! -f "$1" ] || grep -Ev "$CHECK_NAMES" "$1" || true; } | cat - "$2" | write_secret "$1"
}

# broker_hears: the running broker reads its passwords and keys again.
broker_hears() {
  if [ -n "$CHECK_PID" ]; then
    kill -HUP "$CHECK_PID" || die 69 "there is no process $CHECK_PID; --pid must name the running broker"
  elif [ -n "$(site_get broker.install "")" ]; then
    broker_apply "$SITE" >"$CHECK/apply" 2>&1 || die 69 "the broker did not take the check's two devices: $(cat "$CHECK/apply")"
  else
    die 78 "the broker must know two devices for a moment: let [broker] install say how it is reached, or run it from $SITE/broker/mosquitto.conf and give its --pid"
  fi
}

# A reload has no end that one could see: until the first of the two gets in.
until_it_knows() {
  local tries=0
  until publish "$(known_first)" "$BASE/$ONE/$READINGS" hello; do
    tries=$((tries + 1))
    [ "$tries" -lt 50 ] || die 69 "the broker does not know the check's two devices after its reload: $CLIENT_SAID"
    read -r -t 0.1 <> <(:) || true
  done
}

known_first() {
  local person
  for person in psk-one plain-one one; do
    [ ! -d "$CHECK/$person" ] || break
  done
  say "$person"
}

# check_people_leave: nothing of them stays at the broker.
check_people_leave() {
  local file
  [ "${CHECK_TOLD-0}" = 1 ] || return 0
  CHECK_TOLD=0
  for file in passwords psk; do
    [ ! -f "$SITE/broker/$file" ] || added_lines "$SITE/broker/$file" /dev/null
  done
  broker_hears
}

# shellcheck shell=bash
# The certificates of the broker and the station, which "init" makes and "renew" makes again.

# broker_names: [broker] hosts as subjectAltName has them.
broker_names() {
  local host names=''
  while IFS= read -r host; do
    if [[ $host =~ ^[0-9.]+$ || $host == *:* ]]; then
      names="$names${names:+,}IP:$host"
    else
      names="$names${names:+,}DNS:$host"
    fi
  done < <(site_list broker.hosts)
  [ -n "$names" ] || die 78 "$SITE/site.toml: broker.hosts must name the broker, as [\"broker.example\"]"
  echo "$names"
}

# A new key each time: one that has been on a server for years may have been copied.
certify_broker() {
  local folder=$SITE/broker
  CERTIFICATE_NAMES=$(broker_names)
  new_pair broker server "$(site_get ca.broker-days 825)" "$folder/broker.key" "$folder/broker.pem"
  write_file "$folder/names" 600 <<<"$CERTIFICATE_NAMES"
  unset CERTIFICATE_NAMES
}

certify_station() {
  local folder=$SITE/station
  new_pair station client "$(site_get ca.certificate-days 365)" "$folder/certificate.key" "$folder/certificate.pem"
}

# new_pair NAME KIND DAYS KEY CERTIFICATE: both are there before the first takes its place.
new_pair() {
  local folder
  folder=$(dirname "$4")/.new-pair
  mkdir -p "$folder"
  draw_key "$1" "$folder"
  pki_issue "$1" "$2" "$3" "$folder/request.pem"
  pki_chain "$ISSUED" | write_file "$folder/chain.pem" 644
  write_secret "$4" <"$folder/certificate.key"
  write_file "$5" 644 <"$folder/chain.pem"
  rm -rf "$folder"
}

# station_secret NAME BYTES: a password or key of the station, which the broker accepts.
station_secret() {
  local name=$1 folder=$SITE/station/.new
  mkdir -p "$folder"
  draw_hex "$folder/$name" "$2"
  broker_accepts "station=$folder"
  mv "$folder/$name" "$SITE/station/$name"
  rmdir "$folder"
}

write_station_toml() { # LOGIN
  local folder=$SITE/station
  mkdir -p "$folder/keys"
  write_file "$folder/ca.pem" 644 <"$SITE/ca/ca.pem"
  station_toml "$1" | write_file "$folder/station.toml" 600
}

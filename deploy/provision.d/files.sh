# shellcheck shell=bash
# device.toml and station.toml.

url_host() { case $1 in *:*) echo "[$1]" ;; *) echo "$1" ;; esac }
first_host() {
  local host
  host=$(site_list broker.hosts | sed -n 1p)
  [ -n "$host" ] || die 78 "$SITE/site.toml: broker.hosts must name the broker, as [\"broker.example\"]"
  url_host "$host"
}

broker_url() { # LOGIN
  local plain
  case $1 in
    psk) echo "mqtts://$(first_host):$(site_get broker.psk-port 8884)" ;;
    plain)
      plain=$(site_get broker.plain-listener "")
      [ -n "$plain" ] || die 78 "$SITE/site.toml: a device without TLS needs broker.plain-listener"
      echo "mqtt://$plain"
      ;;
    *) echo "mqtts://$(first_host):$(site_get broker.port 8883)" ;;
  esac
}

# login_toml LOGIN NAME PREFIX: the keys of [broker] that say who we are; secrets are PREFIX + name.
login_toml() {
  case $1 in
    certificate)
      printf 'certificate-file = "certificate.pem"\ncertificate-key-file = "%scertificate.key"\n' "$3"
      ;;
    psk) printf 'psk-identity = "%s"\npsk-file = "%stls-psk"\n' "$2" "$3" ;;
    plain)
      printf 'allow-plaintext = true\nusername = "%s"\npassword-file = "%spassword"\n' "$2" "$3"
      ;;
    password) printf 'username = "%s"\npassword-file = "%spassword"\n' "$2" "$3" ;;
    *) die 78 "\"$1\": devices prove who they are by certificate, password, psk or plain" ;;
  esac
}

# Mosquitto refuses whoever asks for more than it grants: 2.0.21 does, 2.0.11 only a client of MQTT 5.
keep_alive_toml() {
  local most
  most=$(keep_alive)
  [ -z "$most" ] || printf 'keep-alive = "%ss"\n' "$most"
}

# device_toml ID LOGIN STATE NAME: the tables that provisioning writes; the others are the device's own.
device_toml() {
  cat <<END
# Written by sealpost-provision, and written again. What stands below [seal] is yours.
[device]
id = "$1"
name = "${4:-$1}"
state = "$3"

[broker]
url = "$(broker_url "$2")"
base = "$(site_get site.base sealpost)"
END
  case $2 in certificate | password) echo 'ca-file = "ca.pem"' ;; esac
  login_toml "$2" "$1" credential:
  [ "$2" != certificate ] || printf 'renew-before = "%s"\n' "$(site_get devices.renew-before 30d)"
  keep_alive_toml
  cat <<END

[seal]
format = "$(site_get devices.format cose)"
key-file = "credential:psk"
END
}

USUAL_SENSORS='[[sensor]]
type = "thermal-zone"
zone = "cpu-thermal"
stream = "temperature"
interval = "10s"'

station_toml() { # LOGIN
  local me
  me=$(readlink -f "$0")
  printf '[broker]\nurl = "%s"\nbase = "%s"\n' "$(broker_url "$1")" "$(site_get site.base sealpost)"
  [ "$1" = psk ] || echo 'ca-file = "ca.pem"'
  login_toml "$1" station ''
  keep_alive_toml
  printf 'revoke-command = ["%s", "withdraw", "--site", "%s"]\n' "$me" "$SITE"
  printf '\n[signing]\ncommand = ["%s", "sign", "--site", "%s"]\n' "$me" "$SITE"
}

# shellcheck shell=bash
# sealpost-provision init: a new site. Each step is left out if its result is there, so that an init
# that was interrupted is ended by the same command.
# shellcheck source=deploy/provision.d/pki.sh
. "$parts/pki.sh"
# shellcheck source=deploy/provision.d/credentials.sh
. "$parts/credentials.sh"
# shellcheck source=deploy/provision.d/files.sh
. "$parts/files.sh"
# shellcheck source=deploy/provision.d/authority.sh
. "$parts/authority.sh"
# shellcheck source=deploy/provision.d/roots.sh
. "$parts/roots.sh"

init_usage() {
  cat <<END
Usage: sealpost-provision init SITE --host NAME... [OPTION...]

Makes the folder SITE: site.toml, an authority, the broker's certificate, the station's folder with
the key ring. The authority's keys are encrypted with a passphrase that is asked for. Run it again
if it was interrupted.

  --host NAME             name or address of the broker, for its certificate; the first is the one that
                          devices connect to (several --host)
  --name NAME             of the site (its folder's)
  --profile PROFILE       begin with a ready site.toml: $(profiles)
  --login HOW             how devices prove who they are: certificate, password or psk
  --port PORT             of the broker (8883)
  --ca-key URI            the issuing authority's key is on a token: "pkcs11:token=site;object=issuing"
  --root-key URI          the root's as well
  --passphrase-file FILE  the passphrase, or the token's PIN, in one line (mode 0600)
  --dry-run               say what would be done
END
}

profile_folder() {
  local folder
  for folder in "$(dirname "$(readlink -f "$0")")/profiles" "$parts/profiles"; do
    [ ! -d "$folder" ] || { echo "$folder" && return 0; }
  done
}
profiles() {
  local folder file names=()
  folder=$(profile_folder)
  for file in ${folder:+"$folder"/*.toml}; do
    [ ! -f "$file" ] || names+=("$(basename "$file" .toml)")
  done
  echo "${names[*]:-none here}"
}

usual_site() {
  cat <<'END'
# A site of Sealpost. After a change: sealpost-provision renew, and sealpost-provision broker.

[site]
name = "Site"
base = "sealpost"               # first levels of every topic
profile = ""

[broker]
kind = "mosquitto"              # or "artemis"
hosts = ["localhost"]           # names and addresses in its certificate; devices connect to the first
port = 8883
login = "certificate"           # how devices prove who they are: certificate, password or psk
psk-port = 8884                 # where they do so by a pre-shared key
plain-listener = ""             # for devices without TLS, behind this broker: "192.0.2.10:1883"
control = true                  # false: nothing can be commanded
install = ""                    # how its files get there: "" by hand, "local", "ssh:root@host"

[ca]
key = "file"                    # or the URI of a key on a token: "pkcs11:token=site;object=issuing"
root-key = "file"
passphrase-file = ""            # for "sign", "renew" and "withdraw" where nobody can be asked
certificate-days = 365          # of devices and the station
broker-days = 825

[devices]
format = "cose"
renew-before = "30d"            # so long before its certificate ends a device asks for the next
streams = ["temperature", "devices"]   # beside health, hello and status: what devices may write
END
}

# site_edit KEY VALUE: the file on standard input with another value, as TOML has it.
site_edit() {
  awk -v key="$1" -v value="$2" '
    BEGIN { section = key; sub(/\..*/, "", section); name = key; sub(/^[^.]*\./, "", name) }
    # A key that the table lacks comes before the empty lines at its end.
    function leave() {
      if (within && !done) { print name " = " value; done = 1 }
      while (blank > 0) { print ""; blank-- }
    }
    /^[ \t]*$/ { blank++; next }
    /^\[/ { leave(); within = (index($0, "[" section "]") == 1); if (within) seen = 1; print; next }
    within && $0 ~ "^" name "[ \t]*=" {
      comment = match($0, /[ \t]+#[^"]*$/) ? substr($0, RSTART) : ""
      $0 = name " = " value comment; done = 1
    }
    { while (blank > 0) { print ""; blank-- } print }
    END { leave(); if (!seen) print "\n[" section "]\n" name " = " value }
  '
}

toml_text() {
  [[ $1 != *[\"\\]* && $1 != *$'\n'* ]] || usage_error "$1: no quotes and no backslash, please"
  printf '"%s"' "$1"
}

command_init() {
  local site='' hosts=()
  declare -A given=()
  while [ $# -gt 0 ]; do
    common_option "$@"
    [ "$TAKEN" = 0 ] || { shift "$TAKEN" && continue; }
    case $1 in
      -h | --help) init_usage && return 0 ;;
      --host | --name | --profile | --login | --port | --ca-key | --root-key | --passphrase-file)
        [ -n "${2-}" ] || usage_error "$1 must be followed by its value"
        if [ "$1" = --host ]; then hosts+=("$2"); else given[${1#--}]=$2; fi
        shift 2
        ;;
      -*) usage_error "init: \"$1\" is not an option; init --help lists them" ;;
      *)
        [ -z "$site" ] || usage_error "init: one folder, not \"$site\" and \"$1\""
        site=$1
        shift
        ;;
    esac
  done
  [ -n "$site" ] || usage_error "init: name the folder of the new site"
  need_command openssl openssl
  PASSPHRASE_FILE=${given[passphrase-file]-}
  SITE=$(readlink -m "$site")
  init_site_toml
  [ -f "$SITE/site.toml" ] || return 0
  site_load
  site_lock
  INIT_CHANGED=0
  init_authority
  init_broker
  init_station
  [ "$INIT_CHANGED" = 1 ] ||
    die 64 "$SITE: is a site already, and whole; nothing was changed. Edit its site.toml, or use \"renew\""
  [ "$DRY_RUN" = 1 ] || init_farewell
}

# Checks what was given, and writes site.toml if it is not there.
init_site_toml() {
  local key host list='' template='' edits=()
  if [ -f "$SITE/site.toml" ]; then
    [ ${#hosts[@]} = 0 ] || warn "$SITE/site.toml: is there already and counts, not the options"
    return 0
  fi
  [ -z "$(ls -A "$SITE" 2>/dev/null)" ] ||
    die 64 "$SITE: is not empty and no site; name a folder that is not there yet"
  [ ${#hosts[@]} -gt 0 ] || usage_error "init: name the broker with --host, as devices reach it"
  for host in "${hosts[@]}"; do
    [[ $host =~ ^[A-Za-z0-9.:-]+$ ]] || usage_error "--host \"$host\" is neither a name nor an address"
    list="$list${list:+, }$(toml_text "$host")"
  done
  [[ ${given[port]-} =~ ^[0-9]*$ ]] || usage_error "--port \"${given[port]}\" must be a number"
  case ${given[login]-} in
    '' | certificate | password | psk) ;;
    *) usage_error "--login \"${given[login]}\" must be certificate, password or psk" ;;
  esac
  if [ -n "${given[profile]-}" ]; then
    template=$(profile_folder)/${given[profile]}.toml
    [ -f "$template" ] || usage_error "--profile \"${given[profile]}\" is none of: $(profiles)"
  fi
  edits=(site.name "$(toml_text "${given[name]-$(basename "$SITE")}")" broker.hosts "[$list]")
  for key in site.profile broker.login ca.ca-key ca.root-key; do
    [ -z "${given[${key#*.}]-}" ] || edits+=("${key/ca-key/key}" "$(toml_text "${given[${key#*.}]}")")
  done
  [ -z "${given[port]-}" ] || edits+=(broker.port "${given[port]}")
  act "write $SITE/site.toml" write_site_toml "$template" "${edits[@]}"
  [ "$DRY_RUN" = 0 ] || say "would make the authority, the broker's certificate and the station's folder in it"
}

write_site_toml() { # TEMPLATE KEY VALUE...
  local text
  if [ -n "$1" ]; then text=$(cat "$1"); else text=$(usual_site); fi
  shift
  while [ $# -gt 0 ]; do
    text=$(site_edit "$1" "$2" <<<"$text")
    shift 2
  done
  mkdir -p "$SITE"
  chmod 700 "$SITE"
  write_file "$SITE/site.toml" 600 <<<"$text"
}

# step FILE WORDS COMMAND...: unless the file is there.
step() {
  local file=$1
  shift
  [ ! -s "$file" ] || return 0
  INIT_CHANGED=1
  act "$@"
}

init_broker() {
  mkdir -p "$SITE/broker"
  step "$SITE/broker/broker.pem" "certify the broker: $(site_list broker.hosts | paste -sd ' ')" certify_broker
}

init_station() {
  local folder=$SITE/station login
  login=$(site_get broker.login certificate)
  mkdir -p "$folder" "$SITE/devices"
  case $login in
    certificate) step "$folder/certificate.pem" "certify the station" certify_station ;;
    psk) step "$folder/tls-psk" "draw the station's pre-shared key" station_secret tls-psk 32 ;;
    *) step "$folder/password" "draw the station's password" station_secret password 18 ;;
  esac
  step "$folder/station.toml" "write $folder/station.toml" write_station_toml "$login"
}

init_farewell() {
  say "The site is ready: $SITE"
  say "Next: sealpost-provision broker --site $SITE, then sealpost-provision device ID --site $SITE"
  say "Back up the whole folder, now and after each change of devices."
  pki_on_token root-key ||
    say "Take ca/root.key away to a place that is locked: it is not needed for $((ISSUING_DAYS / 365)) years."
}

# shellcheck shell=bash
# What all commands of provisioning share: messages, questions, files, and the reader of site.toml.

# Set by common_option.
SITE=${SEALPOST_PROVISION_SITE:-$PWD}
DRY_RUN=0
YES=0

say() { printf '%s\n' "$*"; }
warn() { printf 'sealpost-provision: %s\n' "$*" >&2; }

# die CODE MESSAGE: 64 usage, 69 somebody is not reachable, 70 internal, 74 a file cannot be written,
# 75 done in part, 77 refused, or a secret that is missing or open to others, 78 configuration.
die() {
  local code=$1
  shift
  warn "$*"
  exit "$code"
}
usage_error() { die 64 "$*"; }

need_command() { # COMMAND PACKAGE
  PATH="$PATH:/usr/sbin:/sbin" command -v "$1" >/dev/null ||
    die 69 "this needs the program $1: apt install $2"
}

# common_option ARGUMENT...: takes an option that every command has from the front. Sets TAKEN to how
# many arguments it was, 0 if it is none of them.
# shellcheck disable=SC2034  # the parts read them
common_option() {
  TAKEN=0
  case ${1-} in
    --site)
      [ -n "${2-}" ] || usage_error "--site must be followed by the folder of the site"
      SITE=$2 TAKEN=2
      ;;
    --site=*) SITE=${1#*=} TAKEN=1 ;;
    --dry-run) DRY_RUN=1 TAKEN=1 ;;
    --yes | -y) YES=1 TAKEN=1 ;;
  esac
}

# confirm QUESTION: yes by --yes or at a terminal; else no. Nobody there is no.
confirm() {
  local answer
  [ "$YES" = 0 ] || return 0
  if ! [ -t 0 ]; then
    warn "$1: nobody is here to ask; give --yes"
    return 1
  fi
  read -r -p "$1? [y/N] " answer
  case $answer in [yY]*) ;; *) return 1 ;; esac
}

# act WORDS COMMAND...: says what is done and does it; with --dry-run only says it.
act() {
  local words=$1
  shift
  if [ "$DRY_RUN" = 1 ]; then
    say "would $words"
  else
    say "$words"
    "$@"
  fi
}

# --- files ------------------------------------------------------------------------------------------

# write_file FILE MODE: what comes on standard input, all of it or nothing, and on the disk: at once, or
# where many files are written, with LATER=1, when sync_site is called.
write_file() { if ! { cat >"$1.new" && in_place "$1" "$2"; }; then die_unwritten "$1"; fi; }
# write_text FILE MODE: the same with TEXT, and one process less.
write_text() { if ! { printf '%s' "$TEXT" >"$1.new" && in_place "$1" "$2"; }; then die_unwritten "$1"; fi; }

in_place() {
  local folder=${1%/*}
  [ "$folder" != "$1" ] || folder=.
  { [ "$2" = 600 ] || chmod "$2" "$1.new"; } && on_disk "$1.new" && mv -f "$1.new" "$1" && on_disk "$folder"
}
die_unwritten() {
  rm -f "$1.new"
  die 74 "$1: cannot be written; is the disk full or the folder read-only?"
}
write_secret() { write_file "$1" 600; }

LATER=0
on_disk() { [ "$LATER" = 1 ] || sync "$1"; }
sync_site() { sync -f "$SITE"; }

# slurp FILE: sets TEXT to what is in it, without another process.
slurp() { IFS= read -r -d '' TEXT <"$1" || :; }

# random_hex BYTES: sets RANDOM_HEX, up to 64 bytes; drawn by openssl, many at a time.
RANDOM_POOL=''
random_hex() {
  [ "${#RANDOM_POOL}" -ge $((2 * $1)) ] || RANDOM_POOL=$(openssl rand -hex 4096)
  RANDOM_HEX=${RANDOM_POOL:0:2*$1}
  RANDOM_POOL=${RANDOM_POOL:2*$1}
}
# A new secret is short enough to be written in one piece or not at all.
draw_hex() { [ -s "$1" ] || { random_hex "$2" && printf '%s\n' "$RANDOM_HEX" >"$1" && on_disk "$1"; }; } # FILE BYTES

closed_to_others() { # FILE
  case $(stat -L -c %A "$1") in
    ????------*) ;;
    *) die 77 "$1: others may read it; chmod go= $1" ;;
  esac
}

# --- the site ---------------------------------------------------------------------------------------

# site.toml as tables[section.key]; a list has its entries in lines.
declare -A SITE_TOML=()

# The part of TOML that site.toml may use, as "section.key TAB value" with the entries of a list
# divided by the character 31. Anything else is refused with its line: half understood is worse.
site_parse() { # FILE
  awk '
    function wrong(why) { printf "line %d: %s: %s\n", NR, why, $0 > "/dev/stderr"; bad = 1; exit 1 }
    function text(quoted) {
      if (quoted !~ /^"[^"\\]*"$/) wrong("a text is written in double quotes, without \\")
      return substr(quoted, 2, length(quoted) - 2)
    }
    { sub(/\r$/, "") }
    /^[ \t]*(#|$)/ { next }
    /^[ \t]*\[[a-z][a-z0-9-]*\][ \t]*(#.*)?$/ {
      section = $0; sub(/^[ \t]*\[/, "", section); sub(/\].*$/, "", section)
      if (section in tables) wrong("this table is there twice")
      tables[section] = 1
      next
    }
    /^[ \t]*[a-z][a-z0-9-]*[ \t]*=/ {
      key = $0; sub(/^[ \t]*/, "", key); sub(/[ \t]*=.*$/, "", key)
      value = $0; sub(/^[^=]*=[ \t]*/, "", value)
      if (section == "") wrong("a key must be in a table")
      key = section "." key
      if (key in keys) wrong("this key is there twice")
      keys[key] = 1
      if (value ~ /^"/) { if (match(value, /^"[^"]*"/)) { rest = substr(value, RLENGTH + 1); value = substr(value, 1, RLENGTH) } else wrong("no closing quote"); out = text(value) }
      else if (value ~ /^\[/) {
        if (!match(value, /^\[[ \t]*("[^"\\]*"([ \t]*,[ \t]*"[^"\\]*")*[ \t]*,?[ \t]*)?\]/)) wrong("a list is written [\"one\", \"two\"], in one line")
        rest = substr(value, RLENGTH + 1); inner = substr(value, 2, RLENGTH - 2); out = ""
        while (match(inner, /"[^"]*"/)) { out = out (out == "" ? "" : "\037") substr(inner, RSTART + 1, RLENGTH - 2); inner = substr(inner, RSTART + RLENGTH) }
      }
      else if (match(value, /^(true|false|[0-9]+)/)) { out = substr(value, 1, RLENGTH); rest = substr(value, RLENGTH + 1) }
      else wrong("must be a text in quotes, a whole number, true, false or a list of texts")
      if (rest !~ /^[ \t]*(#.*)?$/) wrong("nothing may follow the value")
      printf "%s\t%s\n", key, out
      next
    }
    { wrong("is neither [table] nor key = value") }
    END { if (bad) exit 1 }
  ' "$1"
}

# site_load: reads $SITE/site.toml, once.
site_load() {
  local lines key value
  [ -f "$SITE/site.toml" ] ||
    die 78 "$SITE: is no site, there is no site.toml in it; give --site SITE, or make one: sealpost-provision init SITE"
  SITE=$(readlink -f "$SITE")
  # Files of two users would lie there, which neither could read.
  [ "$(stat -c %u "$SITE")" = "$(id -u)" ] ||
    die 77 "$SITE: belongs to $(stat -c %U "$SITE"): run this as that user, without sudo; it calls sudo itself where it must"
  lines=$(site_parse "$SITE/site.toml") || die 78 "$SITE/site.toml: see above"
  SITE_TOML=()
  while IFS=$'\t' read -r key value; do
    [ -z "$key" ] || SITE_TOML[$key]=$value
  done <<<"$lines"
}

# site_get KEY [DEFAULT]: a value; without a default it must be there.
site_get() {
  if [ -n "${SITE_TOML[$1]+set}" ]; then
    printf '%s\n' "${SITE_TOML[$1]}"
  elif [ $# -gt 1 ]; then
    printf '%s\n' "$2"
  else
    die 78 "$SITE/site.toml: $1 is missing"
  fi
}

# keep_alive: the seconds between two signs of life that the broker grants, if that is less than the 60 that
# our programs ask for.
keep_alive() {
  local most
  most=$(site_get limits.keep-alive 1200)
  [[ ! $most =~ ^[0-9]{1,9}$ || $most -ge 60 ]] || echo "$most"
}

# site_list KEY: the entries of a list, one a line.
site_list() {
  local entries
  entries=$(site_get "$1" "")
  [ -z "$entries" ] || tr '\037' '\n' <<<"$entries"
}

# Everything below a device's topic that it may write, but its answers to commands.
broker_streams() {
  local streams
  streams=$(site_list devices.streams)
  [ -n "$streams" ] || streams=$(printf 'temperature\ndevices')
  printf '%s\nhealth\nhello\nstatus\n' "$streams" | sort -u
}

# site_lock [SECONDS]: one change of a site at a time; held until the process ends. Who was called by a
# command that we called has our lock.
site_lock() {
  [ "$DRY_RUN" = 0 ] || return 0
  [ "${SEALPOST_PROVISION_LOCKED-}" != "$SITE" ] || return 0
  need_command flock util-linux
  exec 9>>"$SITE/.lock"
  flock -w "${1:-0}" 9 || die 75 "$SITE: another sealpost-provision is at work there; wait until it has ended"
}

# --- devices ----------------------------------------------------------------------------------------

check_id() { # ID: as protocol.DeviceId has it
  [[ $1 =~ ^[a-z0-9][a-z0-9._-]{0,63}$ ]] ||
    usage_error "\"$1\" is no id of a device: 1 to 64 of a-z 0-9 - _ ., the first a letter or digit"
  [ "$1" != station ] || usage_error "\"station\" is the broker's name for the station; take another id"
}

# record_get ID KEY: what is known of a device; empty if nothing.
record_get() {
  local file=$SITE/devices/$1/record line
  [ -f "$file" ] || return 0
  while IFS= read -r line; do
    [ "${line%%=*}" != "$2" ] || printf '%s\n' "${line#*=}"
  done <"$file"
}

# record_set ID KEY=VALUE...
record_set() {
  local file=$SITE/devices/$1/record line text=''
  declare -A pairs=()
  shift
  [ -d "${file%/*}" ] || mkdir -p "${file%/*}"
  if [ -f "$file" ]; then
    while IFS= read -r line; do
      [ -z "$line" ] || pairs[${line%%=*}]=${line#*=}
    done <"$file"
  fi
  for line in "$@"; do pairs[${line%%=*}]=${line#*=}; done
  for line in state login target when serial until; do
    [ -z "${pairs[$line]-}" ] || text+="$line=${pairs[$line]}"$'\n'
    unset "pairs[$line]"
  done
  for line in "${!pairs[@]}"; do
    [ -z "${pairs[$line]}" ] || text+="$line=${pairs[$line]}"$'\n'
  done
  TEXT=$text
  write_text "$file" 600
}

# Who is revoked by half could come back with what he had.
check_withdrawn() { # ID
  [ ! -f "$SITE/devices/$1/withdrawing" ] ||
    die 77 "$1: its revocation was not ended; first: sealpost-provision revoke $1 --site $SITE"
}

# device_ids: every device of the site, one a line.
device_ids() {
  local folder
  for folder in "$SITE"/devices/*/; do
    [ ! -f "$folder/record" ] || basename "$folder"
  done
}

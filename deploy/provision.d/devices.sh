# shellcheck shell=bash
# sealpost-provision devices: many devices from a table. What is done already is left, so that one that
# was interrupted goes on when it is called again.
# shellcheck source=deploy/provision.d/device.sh
. "$parts/device.sh"

devices_usage() {
  cat <<END
Usage: sealpost-provision devices FILE.csv [OPTION...]

Provisions the devices of a table, one a line. The first line names the columns, in any order:

  id       of the device; the only column that must be there
  target   ssh:USER@HOST, root:FOLDER or bundle:FILE, relative to the table (bundle:bundles/ID.sh)
  name     for people
  login    certificate, password, psk or plain (site.toml says which)
  sensors  file with [[sensor]] tables, relative to the table

  id,target,sensors
  rpi-01,ssh:pi@192.0.2.11,
  rpi-02,bundle:cards/rpi-02/user-data,sensors/greenhouse.toml

No commas or quotes within a field. All lines are checked before anything is done. Call it again to go
on where it was interrupted; exit code 75 says that some devices are left.

  --replace  everything new, also for those that have keys
  --no-test, --ssh-option OPTION, --passphrase-file FILE, --site SITE, --dry-run, --yes
END
}

declare -A ROW_TARGET=()
IDS=()

command_devices() {
  local table=''
  while [ $# -gt 0 ]; do
    common_option "$@"
    [ "$TAKEN" = 0 ] || { shift "$TAKEN" && continue; }
    case $1 in
      -h | --help) devices_usage && return 0 ;;
      --replace | --no-test) WISH[${1#--}]=1 && shift ;;
      --ssh-option | --passphrase-file)
        [ -n "${2-}" ] || usage_error "$1 must be followed by its value"
        if [ "$1" = --ssh-option ]; then ssh_option "$2"; else PASSPHRASE_FILE=$2; fi
        shift 2
        ;;
      -*) usage_error "devices: \"$1\" is not an option; devices --help lists them" ;;
      *)
        [ -z "$table" ] || usage_error "devices: one table, not \"$table\" and \"$1\""
        table=$1 && shift
        ;;
    esac
  done
  [ -n "$table" ] || usage_error "devices: name the table"
  [ -r "$table" ] || die 78 "$table: cannot be read"
  need_command openssl openssl
  site_load
  table_read "$table"
  site_lock
  devices_do
}

# --- the table --------------------------------------------------------------------------------------

# shellcheck disable=SC2094  # its name is for messages
table_read() { # FILE
  local file=$1 folder line number=0 wrong=0
  local -a columns=()
  folder=$(dirname "$(readlink -f "$file")")
  while IFS= read -r line || [ -n "$line" ]; do
    number=$((number + 1))
    line=${line%$'\r'}
    [ "$number" != 1 ] || line=${line#$'\xef\xbb\xbf'}
    [[ $line =~ ^[[:space:]]*(#.*)?$ ]] && continue
    if [ ${#columns[@]} = 0 ]; then
      table_header "$file" "$number" "$line"
    elif ! (table_row "$folder" "$line") 2>"$SITE/.complaint"; then
      warn "$file: line $number: $(sed 's/^sealpost-provision: //' "$SITE/.complaint")"
      wrong=$((wrong + 1))
    else
      table_row "$folder" "$line"
    fi
  done <"$file"
  rm -f "$SITE/.complaint"
  [ "$wrong" = 0 ] || die 78 "$file: $wrong line(s) are wrong; nothing was done"
  [ ${#IDS[@]} -gt 0 ] || die 78 "$file: has no devices"
}

table_header() { # FILE NUMBER LINE
  local column
  IFS=, read -r -a columns <<<"$3"
  for column in "${!columns[@]}"; do
    columns[column]=${columns[column]//[[:space:]]/}
    case ${columns[column]} in
      id | target | name | login | sensors) ;;
      *) die 78 "$1: line $2: \"${columns[column]}\" is no column; there are id, target, name, login, sensors" ;;
    esac
  done
  [[ " ${columns[*]} " == *' id '* ]] || die 78 "$1: line $2: the first line must name the columns, id among them"
}

table_row() { # FOLDER LINE
  local folder=$1 id column field target sensors
  local -a fields=()
  declare -A row=()
  [[ $2 != *[\"\\]* ]] || die 78 "no quotes and no backslash, please"
  IFS=, read -r -a fields <<<"$2,"
  [ "${#fields[@]}" -le "${#columns[@]}" ] || die 78 "has ${#fields[@]} fields, the first line ${#columns[@]}"
  for column in "${!columns[@]}"; do
    field=${fields[column]-}
    field=${field#"${field%%[![:space:]]*}"}
    row[${columns[column]}]=${field%"${field##*[![:space:]]}"}
  done
  id=${row[id]} target=${row[target]-} sensors=${row[sensors]-}
  check_id "$id"
  check_withdrawn "$id"
  [ -z "${ROW_TARGET[$id]-}" ] || die 78 "$id: is there twice"
  case ${row[login]-} in '' | certificate | password | psk | plain) ;; *) die 78 "\"${row[login]}\" is no login" ;; esac
  [ -z "${row[login]-}" ] || check_login "$id" "${row[login]}"
  target=${target:-bundle:bundles/$id.sh}
  case $target in
    ssh:?*) ;;
    root:/* | bundle:/*) ;;
    root:?* | bundle:?*) target=${target%%:*}:$folder/${target#*:} ;;
    *) die 78 "\"$target\": a target is ssh:USER@HOST, root:FOLDER or bundle:FILE" ;;
  esac
  [ -z "$sensors" ] || [[ $sensors == /* ]] || sensors=$folder/$sensors
  [ -z "$sensors" ] || check_sensors "$sensors"
  row_known "$id" "$target"
  IDS+=("$id")
  ROW_TARGET[$id]=$target BUNDLE_SENSORS[$id]=$sensors DEVICE_NAME[$id]=${row[name]:-$(record_get "$id" name)}
  BUNDLE_LOGIN[$id]=${row[login]-}
  [ -n "${BUNDLE_LOGIN[$id]}" ] || BUNDLE_LOGIN[$id]=$(login_of "$id")
}

# A bundle is for a card that is new: it cannot go on with keys that only another card has.
row_known() { # ID TARGET
  [[ $2 == bundle:* ]] && in_ring "$1" && [ ! -d "$SITE/devices/$1/new" ] && [ -z "${WISH[replace]-}" ] || return 0
  [ "$(record_get "$1" state)" != bundled ] || [ ! -f "${2#bundle:}" ] || return 0
  die 78 "$1: has its keys already; give it new ones with \"device $1 --replace\", or take the line out"
}

# --- all of them ------------------------------------------------------------------------------------

devices_do() {
  local id bundles=() others=() ready=0 left=()
  for id in "${IDS[@]}"; do
    if [[ ${ROW_TARGET[$id]} != bundle:* ]]; then
      others+=("$id")
    elif [ "$(record_get "$id" state)" = bundled ] && [ -f "${ROW_TARGET[$id]#bundle:}" ] && [ -z "${WISH[replace]-}" ]; then
      ready=$((ready + 1))
      [ "$DRY_RUN" = 1 ] || [ ! -d "$SITE/devices/$id/new" ] || wipe "$SITE/devices/$id/new"
    else
      BUNDLE_FILE[$id]=${ROW_TARGET[$id]#bundle:}
      bundle_may_be_written "${BUNDLE_FILE[$id]}" ||
        die 77 "$id: ${BUNDLE_FILE[$id]}: is not of sealpost-provision, perhaps of Imager, and stays: name another file (or give --yes)"
      bundles+=("$id")
    fi
  done
  if [ "$DRY_RUN" = 1 ]; then
    say "would make ${#bundles[@]} bundle(s) and look at ${#others[@]} device(s); $ready bundle(s) are there"
    return 0
  fi
  [ -z "${WISH[replace]-}" ] || confirm "Replace the keys of ${#IDS[@]} devices" || die 77 "nothing was changed"
  OVERWRITE=$YES
  YES=$([ -z "${WISH[replace]-}" ] && echo "$YES" || echo 1)
  ! devices_need_authority || pki_unlock
  others_announce "${others[@]}"
  if [ ${#bundles[@]} -gt 0 ]; then
    bundles_make "${bundles[@]}"
  elif [ ${#others[@]} -gt 0 ]; then
    broker_changed
  fi
  progress_begin "devices" "${#others[@]}"
  for id in "${others[@]}"; do
    progress_clear
    (onto_row "$id") || FAILED[$id]="exit code $?, see above"
    progress_step
  done
  for id in "${!FAILED[@]}"; do left+=("$id"); done
  say "devices: $((${#IDS[@]} - ${#left[@]} - ready)) done, $ready were, ${#left[@]} failed"
  for id in "${left[@]}"; do warn "$id: ${FAILED[$id]}"; done
  [ ${#left[@]} = 0 ] || die 75 "${#left[@]} device(s) are left; call this again to go on"
}

# Whether the authority must sign: so its passphrase is asked for once, before the first device.
devices_need_authority() {
  local id
  for id in "${IDS[@]}"; do
    [ "${BUNDLE_LOGIN[$id]}" = certificate ] || continue
    case $(record_get "$id" state) in
      installed | bundled) [ -z "${WISH[replace]-}" ] || return 0 ;;
      *) return 0 ;;
    esac
  done
  return 1
}

# others_announce ID...: new ones are known to the broker and the station before the first of them is
# tried: the station's program is started once for all, not once for each.
declare -A ANNOUNCED=()
others_announce() {
  local id pairs=() keys=()
  for id in "$@"; do
    case $(record_get "$id" state) in '' | issued) ;; *) continue ;; esac
    mkdir -p "$SITE/devices/$id/new"
    draw "$id" "${BUNDLE_LOGIN[$id]}" login
    in_ring "$id" || { draw "$id" "${BUNDLE_LOGIN[$id]}" psk && keys+=("$id"); }
    record_set "$id" state=issued "login=${BUNDLE_LOGIN[$id]}" "name=${DEVICE_NAME[$id]-}"
    pairs+=("$id=$SITE/devices/$id/new")
    ANNOUNCED[$id]=1
  done
  [ ${#pairs[@]} -gt 0 ] || return 0
  broker_accepts "${pairs[@]}"
  ring_add 0 "${keys[@]}" || die 70 "the keys did not come into the key ring, see above"
}

onto_row() { # ID
  local target=${ROW_TARGET[$1]}
  case $target in
    ssh:*) WISH[to]=${target#ssh:} ;;
    root:*) WISH[root]=${target#root:} ;;
  esac
  # Of the others it does not know yet what they need.
  BROKER_TOLD=${ANNOUNCED[$1]-0}
  WISH[login]=${BUNDLE_LOGIN[$1]} WISH[sensors]=${BUNDLE_SENSORS[$1]}
  device_onto "$1"
}

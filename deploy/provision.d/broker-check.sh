# shellcheck shell=bash
# broker --check: who is there, what they hold, and the table of what was seen.
# shellcheck source=deploy/provision.d/broker-clients.sh
. "$parts/broker-clients.sh"
# shellcheck source=deploy/provision.d/broker-people.sh
. "$parts/broker-people.sh"
# shellcheck source=deploy/provision.d/broker-doors.sh
. "$parts/broker-doors.sh"
# shellcheck source=deploy/provision.d/broker-writes.sh
. "$parts/broker-writes.sh"
# shellcheck source=deploy/provision.d/broker-reads.sh
. "$parts/broker-reads.sh"

CHECK_HOST='' CHECK_PORT='' CHECK_PSK_PORT='' CHECK_PLAIN='' CHECK_PID='' CHECK_ONLY='doors devices station wills sizes reads'
WRONG=0 ROWS=0 UNTRIED=0
READINGS=temperature  # a stream of readings that this site has

broker_check() { # [OPTION VALUE]...
  CHECK_HOST=$(site_list broker.hosts | head -n 1)
  CHECK_PORT=$(broker_port) CHECK_PSK_PORT=$(broker_psk_port) CHECK_PLAIN=$(broker_plain)
  while [ $# -gt 0 ]; do
    case $1 in
      --host) CHECK_HOST=$2 ;;
      --port) CHECK_PORT=$2 ;;
      --psk-port) CHECK_PSK_PORT=$2 ;;
      --plain) CHECK_PLAIN=$2 ;;
      --pid) CHECK_PID=$2 ;;
      --only) CHECK_ONLY=${2//,/ } ;;
    esac
    shift 2
  done
  [ -n "$CHECK_HOST" ] || die 78 "$SITE/site.toml: broker.hosts is empty; name the broker's host there or by --host"
  need_command mosquitto_sub mosquitto-clients
  need_command openssl openssl
  if [ "$DRY_RUN" = 1 ]; then
    say "would connect to $CHECK_HOST:$CHECK_PORT as two devices made for it, as the station and as strangers"
    return
  fi
  site_lock
  check_begin
  check_all
  check_end
  check_summary
}

check_all() {
  local part
  for part in $CHECK_ONLY; do
    case $part in
      doors) check_doors ;;
      devices) with_ear check_device_writes && with_ear check_other_doors ;;
      station) with_ear check_station_writes ;;
      wills) with_ear check_wills ;;
      sizes) with_ear check_sizes ;;
      reads) check_device_reads && check_client_ids ;;
      *) usage_error "--only \"$part\": must be some of doors,devices,station,wills,sizes,reads" ;;
    esac
  done
}

# Whatever ends the check, nothing of it stays: no key, no password, no message.
check_begin() {
  CHECK_RUN=$(openssl rand -hex 3)
  ONE=check-$CHECK_RUN-1 TWO=check-$CHECK_RUN-2
  if [ "$(broker_kind)" = artemis ]; then read -r ONE TWO <<<"$ARTEMIS_CHECK"; fi
  BASE=$(broker_base)
  broker_streams | grep -cx "$READINGS" >/dev/null || READINGS=$(site_list devices.streams | head -n 1)
  CHECK=$(mktemp -d "${TMPDIR:-/tmp}/sealpost-check.XXXXXX")
  trap check_end EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM HUP
  check_people
}

check_end() {
  local device topic code=0
  trap - EXIT
  # What comes now again must not interrupt the cleaning.
  trap '' INT TERM HUP
  unlisten_all
  [ -n "$CHECK" ] || return 0
  if [ -d "$CHECK/station" ]; then
    for device in "$ONE" "$TWO"; do
      for topic in hello status control; do
        clear_retained station "$BASE/$device/$topic" || true
      done
    done
  fi
  # a broker that cannot be told is no reason to leave keys here
  (check_people_leave) || code=$?
  rm -rf "$CHECK"
  CHECK=
  CHECK_TOLD=0
  trap - INT TERM HUP
  [ "$code" = 0 ] || exit "$code"
}

# row WHO WHAT EXPECTED SEEN: one line of the table.
row() {
  local mark=ok
  ROWS=$((ROWS + 1))
  if [ "$3" != "$4" ]; then
    mark=WRONG
    WRONG=$((WRONG + 1))
  fi
  [ "$ROWS" -gt 1 ] || printf '%-28s %-50s %-8s %-8s\n' who what expected seen
  printf '%-28s %-50s %-8s %-8s %s\n' "$1" "$2" "$3" "$4" "$mark"
}

# untried WHO WHAT WHY: said, never left out.
untried() {
  UNTRIED=$((UNTRIED + 1))
  printf '%-28s %-50s %s\n' "$1" "$2" "not tried: $3"
}

check_summary() {
  local words="$ROWS rules tried at $CHECK_HOST:$CHECK_PORT"
  [ "$UNTRIED" = 0 ] || words+=", $UNTRIED not tried"
  if [ "$WRONG" -gt 0 ]; then
    say "$words: $WRONG WRONG"
    exit 1
  fi
  say "$words: all as it should be"
}

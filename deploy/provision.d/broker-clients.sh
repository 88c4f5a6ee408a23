# shellcheck shell=bash
# The real clients of broker --check. Each person of the check has a folder with the options of
# mosquitto_pub and mosquitto_sub, passwords too: they stand on no command line.

# How long to wait for what must come; nothing that is as it should be waits that long.
PATIENCE=10
# People are kept in $CHECK/NAME; set by broker_check.
CHECK=
# Ends all that the check started, by their numbers.
declare -A CHECK_CLIENTS=()
# What a client told before anybody listened to it, by where it tells.
declare -A HEARD_ALREADY=()
# One number for each client and each message.
CHECK_COUNT=0

# person NAME PORT: a new one, who has nothing yet but the way to the broker; options on standard input.
person() {
  local folder=$CHECK/$1
  mkdir -p "$folder"
  {
    printf -- '-h %s\n-p %s\n-q 1\n-V mqttv311\n' "$CHECK_HOST" "$2"
    [ -z "$(keep_alive)" ] || printf -- '-k %s\n' "$(keep_alive)"
    cat
  } >"$folder/mosquitto_pub"
  ln -sf mosquitto_pub "$folder/mosquitto_sub"
}

started() { CHECK_CLIENTS[$1]=$2; } # FROM PID

next_number() { CHECK_COUNT=$((CHECK_COUNT + 1)); }

# publish WHO TOPIC TEXT [OPTION...]: says nothing; CLIENT_SAID has why it failed, if it did.
publish() {
  local who=$1 topic=$2 text=$3
  shift 3
  next_number
  CLIENT_SAID=$(XDG_CONFIG_HOME=$CHECK/$who timeout "$PATIENCE" mosquitto_pub \
    -i "$who-$CHECK_RUN-$CHECK_COUNT" -t "$topic" -m "$text" "$@" 2>&1)
}

# clear_retained WHO TOPIC
clear_retained() {
  next_number
  XDG_CONFIG_HOME=$CHECK/$1 timeout "$PATIENCE" mosquitto_pub \
    -i "$1-$CHECK_RUN-$CHECK_COUNT" -t "$2" -r -n >/dev/null 2>&1
}

# listen WHO [OPTION...] -t FILTER...: a client that tells what arrives. Sets HEARD_FROM to where from,
# once the broker has answered the subscription; fails if it does not. Messages may come before that answer,
# retained ones (MQTT 3.1.1 section 3.8.4) and those that waited for a session: they count as well.
listen() {
  local who=$1 fd line calls=0
  shift
  next_number
  exec {fd}< <(
    XDG_CONFIG_HOME=$CHECK/$who exec stdbuf -oL mosquitto_sub -d -F 'GOT %r %t %p' \
      -i "$who-$CHECK_RUN-$CHECK_COUNT" "$@" 2>&1
  )
  HEARD_FROM=$fd
  started "$fd" $!
  CLIENT_SAID=''
  HEARD_ALREADY[$fd]=
  while IFS= read -r -t "$PATIENCE" -u "$fd" line; do
    case $line in
      Subscribed*) return 0 ;;
      # It would try for ever where the broker hangs up.
      *'sending CONNECT')
        calls=$((calls + 1))
        [ "$calls" -lt 2 ] || break
        ;;
      "GOT "*) HEARD_ALREADY[$fd]+="${line#GOT }"$'\n' ;;
      Client*) ;;
      *) CLIENT_SAID+=$line ;;
    esac
  done
  unlisten "$fd"
  return 1
}

# heard FROM MARKER: sets HEARD to all that came up to MARKER, one "retained topic text" a line, the
# marker without. Fails if it did not come.
heard() {
  local fd=$1 marker=$2 line
  HEARD=${HEARD_ALREADY[$fd]-}
  HEARD_ALREADY[$fd]=
  case $HEARD in *" $marker"$'\n'*)
    HEARD=${HEARD%%" $marker"$'\n'*}
    HEARD=${HEARD%"${HEARD##*$'\n'}"}
    return 0
    ;;
  esac
  while IFS= read -r -t "$PATIENCE" -u "$fd" line; do
    case $line in
      "GOT "*" $marker") return 0 ;;
      "GOT "*) HEARD+="${line#GOT }"$'\n' ;;
      *'sending CONNECT') return 1 ;;
    esac
  done
  return 1
}

# pings_forgotten FROM...: what these clients have told so far is read, so that a ping that comes after it was
# sent after now. Messages that were among it count as heard.
pings_forgotten() {
  local fd line
  for fd in "$@"; do
    while IFS= read -r -t 0.05 -u "$fd" line; do
      case $line in "GOT "*) HEARD_ALREADY[$fd]+="${line#GOT }"$'\n' ;; esac
    done
  done
}

# heard_until_ping FROM: sets HEARD to all that came before the broker's answer to a ping that was sent after
# pings_forgotten. The client was started with -k 5: it pings when it is idle.
heard_until_ping() {
  local fd=$1 line asked=0
  HEARD=${HEARD_ALREADY[$fd]-}
  HEARD_ALREADY[$fd]=
  while IFS= read -r -t "$PATIENCE" -u "$fd" line; do
    case $line in
      "GOT "*) HEARD+="${line#GOT }"$'\n' ;;
      *'sending PINGREQ'*) asked=1 ;;
      *'received PINGRESP'*) [ "$asked" = 0 ] || return 0 ;;
      *'sending CONNECT') return 1 ;;
    esac
  done
  return 1
}

# unlisten FROM: ends it, without a farewell: a gentle signal is lost in mosquitto_sub now and then.
unlisten() {
  local fd=$1 pid=${CHECK_CLIENTS[$1]-}
  [ -n "$pid" ] || return 0
  unset "CHECK_CLIENTS[$fd]"
  kill -KILL "$pid" 2>/dev/null || true
  wait "$pid" 2>/dev/null || true
  exec {fd}<&-
}

unlisten_all() {
  local fd
  for fd in "${!CHECK_CLIENTS[@]}"; do
    unlisten "$fd"
  done
}

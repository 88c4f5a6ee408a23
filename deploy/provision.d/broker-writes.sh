# shellcheck shell=bash
# The rules of broker --check, each proved by what arrives. A broker may grant a subscription that it
# does not serve, and acknowledge a message that it drops: so a message that is allowed follows on the
# same way, and what has not come before it does not come.

# What was tried and is to be judged: "EXPECTED|WHO|WORDS|TEXT".
TRIED=()

tried() { TRIED+=("$1|$2|$3|$4"); }

# new_text: sets TEXT to what no message had yet.
new_text() {
  next_number
  TEXT=$CHECK_RUN-$CHECK_COUNT
}

# judge: a row for all that was tried, by what is in HEARD.
judge() {
  local entry expected who words text seen
  for entry in "${TRIED[@]}"; do
    IFS='|' read -r expected who words text <<<"$entry"
    seen=denied
    case $HEARD in *" $text"$'\n'*) seen=allowed ;; esac
    row "$who" "$words" "$expected" "$seen"
  done
  TRIED=()
}

# allowed_if COMMAND
allowed_if() { if "$@"; then say allowed; else say denied; fi; }

# shown TOPIC: as the table has it.
shown() {
  local topic=${1//$ONE/DEVICE1}
  say "${topic//$TWO/DEVICE2}"
}

called() {
  case $1 in
    one) say "device 1" ;;
    two) say "device 2" ;;
    psk-one) say "device 1 by PSK" ;;
    plain-one) say "device 1 without TLS" ;;
    *) say "$1" ;;
  esac
}

# --- who writes what ----------------------------------------------------------------------------------

# writes EXPECTED WHO TOPIC [OPTION...]
writes() {
  local expected=$1 who=$2 topic=$3 words
  shift 3
  new_text
  words="writes $(shown "$topic")${1:+, retained}"
  # A broker may close the connection over it, so its answer is no matter.
  publish "$who" "$topic" "$TEXT" "$@" || true
  tried "$expected" "$(called "$who")" "$words" "$topic $TEXT"
}

# close_with WHO: WHO says a last thing where it may; when the station has heard it, what came is judged.
close_with() {
  local topic=$BASE/$ONE/$READINGS
  if [ "$1" = station ]; then topic=$BASE/$ONE/hello; fi
  new_text
  publish "$1" "$topic" "$TEXT-end" ||
    die 69 "$(called "$1") may not write $topic, without which nothing is proved: $CLIENT_SAID"
  heard "$EAR" "$TEXT-end" ||
    die 69 "what $(called "$1") wrote to $topic did not reach the station in $PATIENCE s; without that nothing is proved"
  judge
}

with_ear() { # COMMAND: while the station listens to everything
  listen station -t "$BASE/#" || die 69 "the station cannot subscribe at $CHECK_HOST:$CHECK_PORT: $CLIENT_SAID"
  EAR=$HEARD_FROM
  "$@"
  unlisten "$EAR"
}

check_device_writes() {
  local stream
  for stream in $(broker_streams); do
    writes allowed one "$BASE/$ONE/$stream"
  done
  writes allowed one "$BASE/$ONE/hello" -r
  writes allowed one "$BASE/$ONE/status" -r
  writes "$(allowed_if broker_control)" one "$BASE/$ONE/control/ack"
  writes denied one "$BASE/$ONE/control"
  writes denied one "$BASE/$ONE/control" -r
  writes denied one "$BASE/$ONE/not-listed"
  writes denied one "$BASE/$ONE/$READINGS/below"
  writes denied one "$BASE/$ONE"
  for stream in "$READINGS" hello status control control/ack; do
    writes denied one "$BASE/$TWO/$stream"
  done
  writes denied one "$BASE/$TWO/hello" -r
  writes denied one "$BASE/$STATION/$READINGS"
  close_with one
}

check_station_writes() {
  local stream
  writes "$(allowed_if broker_control)" station "$BASE/$ONE/control"
  writes denied station "$BASE/$ONE/$READINGS"
  writes denied station "$BASE/$ONE/control/ack"
  writes denied station "$BASE/$STATION/$READINGS"
  close_with station
  for stream in hello status; do
    publish one "$BASE/$ONE/$stream" kept -r || true
    clear_retained station "$BASE/$ONE/$stream" || true
    # The empty message that clears is heard as one without a text.
    tried allowed station "clears $(shown "$BASE/$ONE/$stream")" "$BASE/$ONE/$stream "
  done
  close_with station
}

# The other doors prove who one is as the first does.
check_other_doors() {
  local person
  for person in psk-one plain-one; do
    [ -d "$CHECK/$person" ] || continue
    writes allowed "$person" "$BASE/$ONE/$READINGS"
    writes denied "$person" "$BASE/$ONE/control"
    writes denied "$person" "$BASE/$TWO/$READINGS"
    close_with "$person"
  done
}

# will EXPECTED TOPIC: it is published when its connection is lost, which a broker notices at the latest when
# another one comes with the same client id; it may forget the will then, so the client is killed before.
# It listens to what it may, if there is anything: some brokers refuse the rest.
will() {
  local id=$ONE-will filter=$BASE/$ONE/none
  ! broker_control || filter=$BASE/$ONE/control
  new_text
  if listen one -i "$id" -t "$filter" --will-topic "$2" --will-payload "$TEXT" --will-qos 1; then
    unlisten "$HEARD_FROM"
    publish one "$BASE/$ONE/$READINGS" over -i "$id" || true
  fi
  tried "$1" "device 1" "leaves a will for $(shown "$2")" "$2 $TEXT"
}

check_wills() {
  will allowed "$BASE/$ONE/status"
  will denied "$BASE/$TWO/status"
  will denied "$BASE/$ONE/control"
  close_with one
}

check_sizes() {
  local limit size end
  limit=$(broker_bytes limits.message 64KB)
  if [ "$(broker_kind)" = artemis ]; then
    untried "device 1" "writes $((limit + 1)) bytes" "Artemis does not bound messages of MQTT 3.1.1"
    return
  fi
  for size in "$limit" $((limit + 1)); do
    new_text
    end=$TEXT
    { head -c $((size - ${#end} - 1)) /dev/zero | tr '\0' x && printf ' %s' "$end"; } >"$CHECK/large"
    next_number
    XDG_CONFIG_HOME=$CHECK/one timeout "$PATIENCE" mosquitto_pub -i "one-$CHECK_RUN-$CHECK_COUNT" \
      -t "$BASE/$ONE/$READINGS" -f "$CHECK/large" >/dev/null 2>&1 || true
    tried "$(allowed_if test "$size" -le "$limit")" "device 1" "writes $size bytes" "$end"
  done
  close_with one
}

# shellcheck shell=bash
# Rules of broker --check: who reads what, and what another's client id gives.

# The filters by which device 1 might hear what is not for it.
forbidden_filters() {
  cat <<EOF
$BASE/$ONE/#
$BASE/$TWO/hello
$BASE/$TWO/control
$BASE/$TWO/#
$BASE/+/$READINGS
$BASE/+/control
$BASE/+/+
$BASE/#
+/#
#
\$SYS/#
\$share/check/$BASE/#
EOF
}

# Device 1 listens by each filter, then the others talk. Where it may read its own control, what the station
# says there last is the end; where it may read nothing, the broker's answer to a ping: of all of its clients
# at the same time, since they ping every five seconds only.
check_device_reads() {
  local filter from seen
  local -a also=(-k 5)
  local -A ears=()
  if broker_control; then also=(-t "$BASE/$ONE/control"); fi
  new_text
  publish two "$BASE/$TWO/hello" "$TEXT" -r || true
  seen=denied
  ! station_hears_retained || seen=allowed
  row station "reads $(shown "$BASE/$TWO/hello"), retained" allowed "$seen"
  while read -r filter; do
    # That the broker refuses the subscription is as good.
    if listen one -t "$filter" "${also[@]}"; then ears[$filter]=$HEARD_FROM; fi
  done < <(forbidden_filters)
  publish two "$BASE/$TWO/$READINGS" "$TEXT" || true
  # Once more, for whom the broker gives nothing that it kept: by a shared subscription, from 2.0.21 on.
  publish two "$BASE/$TWO/hello" "$TEXT" -r || true
  publish one "$BASE/$ONE/$READINGS" "$TEXT" || true
  publish station "$BASE/$TWO/control" "$TEXT" || true
  publish station "$BASE/$ONE/control" "$TEXT-end" || true
  broker_control || pings_forgotten "${ears[@]}"
  while read -r filter; do
    from=${ears[$filter]-}
    HEARD=
    if [ -n "$from" ]; then
      heard_all "$from" "$TEXT-end"
      unlisten "$from"
    fi
    # Nothing at all may have come: not even the broker's own news.
    row "device 1" "reads $(shown "$filter")" denied "$(allowed_if test -n "$HEARD")"
  done < <(forbidden_filters)
  ! broker_control || row "device 1" "reads $(shown "$BASE/$ONE/control")" allowed "$(allowed_if test ${#ears[@]} -gt 0)"
}

station_hears_retained() {
  listen station -t "$BASE/$TWO/hello" || die 69 "the station cannot subscribe $BASE/$TWO/hello: $CLIENT_SAID"
  local found=1
  ! heard "$HEARD_FROM" "$TEXT" || found=0
  unlisten "$HEARD_FROM"
  return "$found"
}

heard_all() { # FROM MARKER
  if broker_control; then
    heard "$1" "$2" || die 69 "device 1 did not hear the station on its own control; without that nothing is proved"
  else
    heard_until_ping "$1" || die 69 "the broker did not answer a ping of device 1; without that nothing is proved"
  fi
}

# check_client_ids: device 2 comes with the client id of device 1, for which a command waits.
check_client_ids() {
  local id=$ONE-session seen=denied from
  broker_control || return 0
  listen one -c -i "$id" -t "$BASE/$ONE/control" || die 69 "device 1 may not subscribe its own control: $CLIENT_SAID"
  unlisten "$HEARD_FROM"
  new_text
  publish station "$BASE/$ONE/control" "$TEXT" || true
  if listen two -c -i "$id" -t "$BASE/$TWO/control"; then
    from=$HEARD_FROM
    publish station "$BASE/$TWO/control" "$TEXT-end" || true
    heard "$from" "$TEXT-end" || die 69 "device 2 did not hear the station; without that nothing is proved"
    unlisten "$from"
    case $HEARD in *" $TEXT"$'\n'*) seen=allowed ;; esac
  fi
  # Without -c, which ends the session that the broker keeps.
  publish one "$BASE/$ONE/$READINGS" over -i "$id" || true
  row "device 2" "reads, by its client id, what waits for DEVICE1" denied "$seen"
}

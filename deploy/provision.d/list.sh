# shellcheck shell=bash
# sealpost-provision list: devices and certificates, and when they end. It needs no passphrase and
# changes nothing.
# shellcheck source=deploy/provision.d/pki.sh
. "$parts/pki.sh"
# shellcheck source=deploy/provision.d/credentials.sh
. "$parts/credentials.sh"

list_usage() {
  cat <<END
Usage: sealpost-provision list [--json]

Shows the authority, the broker, the station and every device: state, when its certificate ends, and
when the station last kept a "hello" of it. --json: one object a line.
END
}

command_list() {
  local json=0 now days
  while [ $# -gt 0 ]; do
    common_option "$@"
    [ "$TAKEN" = 0 ] || { shift "$TAKEN" && continue; }
    case $1 in
      -h | --help) list_usage && return 0 ;;
      --json) json=1 && shift ;;
      *) usage_error "list: \"$1\" is not an option; list --help lists them" ;;
    esac
  done
  site_load
  now=$(date +%s)
  days=$(days_of "$(site_get devices.renew-before 30d)")
  list_rows | if [ "$json" = 1 ]; then list_json "$now"; else list_table "$now" "$days"; fi
}

# Kind, name, state, login, end and last hello in seconds, target; a dash for what there is not.
list_rows() {
  local ca=$SITE/ca id state login target hello
  declare -A ends=()
  while IFS=$'\t' read -r id hello; do
    ends[$id]=$hello
  done < <(list_ends)
  printf 'authority\troot\tvalid\t-\t%s\t-\t-\n' "$(certificate_end "$ca/root.pem")"
  printf 'authority\tissuing\tvalid\t-\t%s\t-\t-\n' "$(certificate_end "$ca/issuing.pem")"
  printf 'authority\trevocation list\tvalid\t-\t%s\t-\t-\n' "$(crl_end "$ca/crl.pem")"
  printf 'broker\tbroker\tvalid\tcertificate\t%s\t-\t-\n' "$(certificate_end "$SITE/broker/broker.pem")"
  printf 'station\tstation\tvalid\t%s\t%s\t-\t-\n' "$(site_get broker.login certificate)" "${ends[station]:--}"
  while IFS= read -r id; do
    [ -n "$id" ] || continue
    state=$(record_get "$id" state) login=$(login_of "$id") target=$(record_get "$id" target)
    hello=$(stat -c %Y "$SITE/station/state/hello/$id" 2>/dev/null || echo -)
    printf 'device\t%s\t%s\t%s\t%s\t%s\t%s\n' "$id" "$state" "$login" "${ends[$id]:--}" "$hello" "${target:--}"
  done < <(device_ids)
}

# The end of each name's certificate, from the authority's index: of a device the one that it is known to
# have, which need not be the one that lasts longest; of others the last that was issued.
list_ends() {
  local id
  awk -F'\t' 'NR == FNR { has[$1] = $2; next }
    $1 == "V" {
      name = substr($6, 5); end = $2
      if (length(end) == 13) end = "20" end
      if (!(name in exact)) ends[name] = end
      if (has[name] == $4) exact[name] = 1
    }
    END { for (name in ends) print name "\t" ends[name] }' \
    <(for id in $(device_ids); do printf '%s\t%s\n' "$id" "$(record_get "$id" serial)"; done && echo) \
    "$SITE/ca/issuing.db/index.txt" |
    sed -E 's/\t(....)(..)(..)(..)(..)(..)Z$/\t\1-\2-\3 \4:\5:\6Z/' |
    while IFS=$'\t' read -r name end; do
      printf '%s\t%s\n' "$name" "$(date -u -d "$end" +%s)"
    done
}

list_table() { # NOW DAYS
  local kind name state login end hello target left
  printf '%-24s %-10s %-12s %-11s %6s  %-20s %s\n' NAME STATE LOGIN 'VALID UNTIL' DAYS 'LAST HELLO' ''
  while IFS=$'\t' read -r kind name state login end hello target; do
    left='' note=''
    if [ "$end" != - ]; then
      left=$(((end - $1) / 86400))
      end=$(date -u -d "@$end" +%Y-%m-%d)
      if [ "$left" -lt 0 ]; then note=OVER; elif [ "$left" -le "$2" ] && [ "$state" != revoked ]; then note='ends soon'; fi
    fi
    [ "$hello" = - ] || hello=$(date -u -d "@$hello" +%Y-%m-%dT%H:%M:%SZ)
    [ "$kind" != authority ] || name="authority: $name"
    printf '%-24s %-10s %-12s %-11s %6s  %-20s %s\n' "$name" "$state" "$login" "$end" "$left" "$hello" "$note"
  done
}

list_json() { # NOW
  local kind name state login end hello target line
  while IFS=$'\t' read -r kind name state login end hello target; do
    line="{\"kind\":\"$kind\",\"name\":\"$name\",\"state\":\"$state\""
    [ "$login" = - ] || line+=",\"login\":\"$login\""
    [ "$end" = - ] || line+=",\"until\":\"$(date -u -d "@$end" +%Y-%m-%dT%H:%M:%SZ)\",\"days_left\":$(((end - $1) / 86400))"
    [ "$hello" = - ] || line+=",\"last_hello\":\"$(date -u -d "@$hello" +%Y-%m-%dT%H:%M:%SZ)\""
    [ "$target" = - ] || target=${target//\\/\\\\}
    [ "$target" = - ] || line+=",\"target\":\"${target//\"/\\\"}\""
    printf '%s}\n' "$line"
  done
}

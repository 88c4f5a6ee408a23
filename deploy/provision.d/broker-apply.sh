# shellcheck shell=bash
# The broker's files, put in place where it runs.

# broker_apply SITE: as [broker] install says; with "" only says what to do.
broker_apply() {
  local SITE=$1 install
  install=$(site_get broker.install "")
  case $install in
    '') rm -f "$SITE/broker/undelivered" && broker_by_hand ;;
    local | ssh:?*)
      [ "$(broker_kind)" = mosquitto ] ||
        die 78 "$SITE/site.toml: broker.install = \"$install\": is for Mosquitto; Artemis takes the files of $SITE/broker/artemis by hand"
      # A mark for "renew", which would else find nothing due the next time.
      [ "$DRY_RUN" = 1 ] || : >"$SITE/broker/undelivered"
      act "put the configuration in place: ${install/ssh:/on }" broker_deliver "$install"
      [ "$DRY_RUN" = 1 ] || rm -f "$SITE/broker/undelivered"
      ;;
    *) die 78 "$SITE/site.toml: broker.install = \"$install\": must be \"\", \"local\" or \"ssh:USER@HOST\"" ;;
  esac
}

broker_by_hand() {
  if [ "$(broker_kind)" = artemis ]; then
    say "Now copy $SITE/broker/artemis/ into etc/ of the broker's instance, and start it again."
    return
  fi
  say "Now on the broker, as root: the files of $SITE/broker and ca.pem and crl.pem of $SITE/ca to"
  say "$MOSQUITTO_FOLDER (owner mosquitto), sealpost.conf to /etc/mosquitto/conf.d/, and"
  say "systemctl restart mosquitto. [broker] install = \"local\" or \"ssh:root@HOST\" does all that."
}

# broker_deliver INSTALL: everything in one stream to broker-install, which tries it out, puts it in place
# and goes back if the broker does not come up.
broker_deliver() {
  local code=0
  # shellcheck disable=SC2016  # the other side has these variables
  local receive='umask 077; d=$(mktemp -d) && tar -x -C "$d" && bash "$d/broker-install"; c=$?; rm -rf "$d"; exit $c'
  case $1 in
    # Not our lock: what the service leaves running would hold it.
    local)
      if [ "$(id -u)" = 0 ] || [ -n "${SEALPOST_MOSQUITTO_ETC-}" ]; then
        broker_stream | bash -c "$receive" 9>&- || code=$?
      else
        need_command sudo sudo
        broker_stream | sudo bash -c "$receive" 9>&- || code=$?
      fi
      ;;
    ssh:*) broker_stream | ssh -o BatchMode=yes -o ConnectTimeout=10 "${1#ssh:}" "$receive" || code=$? ;;
  esac
  case $code in
    0) ;;
    255) die 69 "${1#ssh:}: ssh did not get there; try: ssh ${1#ssh:} true" ;;
    *) die "$code" "the broker's configuration was not changed, see above" ;;
  esac
}

broker_stream() {
  local folder name mode file
  folder=$(mktemp -d)
  mkdir "$folder/files"
  cp "$parts/broker-install" "$SITE/broker/sealpost.conf" "$folder"
  while read -r name mode file; do
    install -m "$mode" "$file" "$folder/files/$name"
  done < <(mosquitto_files)
  tar -c -C "$folder" .
  rm -rf "$folder"
}

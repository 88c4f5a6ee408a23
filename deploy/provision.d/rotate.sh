# shellcheck shell=bash
# sealpost-provision rotate: other keys for devices that go on running.
# shellcheck source=deploy/provision.d/device.sh
. "$parts/device.sh"

rotate_usage() {
  cat <<END
Usage: sealpost-provision rotate ID... [--login] [OPTION...]

Gives devices their next sealing key, by "sealpost rotate", without a visit. With --login what they
prove themselves with at the broker instead: a new key with its certificate, password or pre-shared
key, over ssh; it is tried from the device before the old goes, and the old is refused then.

  --login
  --no-test, --ssh-option OPTION, --passphrase-file FILE, --site SITE, --dry-run, --yes
END
}

command_rotate() {
  local login=0 ids=() id failed=()
  while [ $# -gt 0 ]; do
    common_option "$@"
    [ "$TAKEN" = 0 ] || { shift "$TAKEN" && continue; }
    case $1 in
      -h | --help) rotate_usage && return 0 ;;
      --login) login=1 && shift ;;
      --no-test) WISH[no-test]=1 && shift ;;
      --ssh-option | --passphrase-file)
        [ -n "${2-}" ] || usage_error "$1 must be followed by its value"
        if [ "$1" = --ssh-option ]; then ssh_option "$2"; else PASSPHRASE_FILE=$2; fi
        shift 2
        ;;
      -*) usage_error "rotate: \"$1\" is not an option; rotate --help lists them" ;;
      *) check_id "$1" && ids+=("$1") && shift ;;
    esac
  done
  [ ${#ids[@]} -gt 0 ] || usage_error "rotate: the id of the device is missing"
  site_load
  for id in "${ids[@]}"; do
    case $login-$(record_get "$id" state)-$(record_get "$id" target) in
      *-revoked-*) die 77 "$id: was revoked" ;;
      *--*) die 77 "$id: is no device of $SITE" ;;
      1-*-ssh:* | 0-*) ;;
      *) die 77 "$id: is not known to be reached by ssh; use: device $id --replace" ;;
    esac
  done
  site_lock
  for id in "${ids[@]}"; do
    if [ "$login" = 1 ]; then
      (rotate_login "$id") || failed+=("$id")
    elif [ "$DRY_RUN" = 1 ]; then
      say "$id: would give it its next sealing key"
    else
      station rotate "$id" || failed+=("$id")
    fi
  done
  [ ${#failed[@]} = 0 ] || die 75 "not done: ${failed[*]}; see above, and run it again"
}

rotate_login() { # ID
  local target
  target=$(record_get "$1" target)
  WISH[to]=${target#ssh:} WISH[replace]=login
  device_onto "$1"
}

# shellcheck shell=bash
# Ways onto a device: ssh, or a folder. The same script does the work there: on-device.sh.
#
# SEALPOST_PROVISION_PREFIX is for tests: where on the other side the root file system begins.

CONTROL=''  # folder with the socket of the ssh connection that all commands share
REMOTE=''   # folder of ours on the device, in memory; here the staged folder
SUDO=''     # quiet, asking, or root

# target_open ID: connects.
target_open() {
  local answer
  declare -gA DEVICE=()
  if [ -n "${WISH[root]-}" ]; then
    [ -d "${WISH[root]}/etc" ] ||
      die 69 "${WISH[root]}: has no folder etc; is the second partition of the card mounted there?"
    REMOTE=${DRAFT:-$SITE/devices/$1/new}
    mkdir -p "$REMOTE"
    SUDO=root
    [ -w "${WISH[root]}/etc" ] || SUDO=asking
    return 0
  fi
  need_command ssh openssh-client
  CONTROL=$(mktemp -d)
  trap 'target_close; [ -z "$DRAFT" ] || rm -rf "$DRAFT"' EXIT
  # shellcheck disable=SC2016  # the variables are the device's
  answer=$(remote '
    umask 077
    for folder in "${XDG_RUNTIME_DIR-}" /dev/shm /tmp; do
      work=$(mktemp -d -p "$folder" 2>/dev/null) && break
    done
    cat >"$work/on-device.sh" && echo "$work" || exit 74
    if [ "$(id -u)" = 0 ]; then echo root
    elif sudo -n true 2>/dev/null; then echo quiet
    else echo asking; fi' <"$parts/on-device.sh") ||
    die 69 "${WISH[to]}: ssh did not get there; try: ssh ${SSH_OPTIONS[*]} ${WISH[to]}"
  REMOTE=${answer%%$'\n'*} SUDO=${answer##*$'\n'}
}

target_close() {
  if [ -n "$CONTROL" ]; then
    [ -z "$REMOTE" ] || remote "rm -rf '$REMOTE'" </dev/null 2>/dev/null || true
    ssh -o "ControlPath=$CONTROL/socket" -O exit "${WISH[to]}" 2>/dev/null || true
    rm -rf "$CONTROL"
  fi
  CONTROL='' REMOTE=''
}

# remote COMMAND: a shell's command on the device; a password is asked for once.
remote() {
  ssh -o ControlMaster=auto -o "ControlPath=$CONTROL/socket" -o ControlPersist=60 \
    -o ConnectTimeout=20 -o ServerAliveInterval=15 ${TERMINAL:+"$TERMINAL"} \
    "${SSH_OPTIONS[@]}" -- "${WISH[to]}" "$1"
}

# target_send: the staged files, to the device.
target_send() { # ID
  local name names=()
  [ -n "${WISH[to]-}" ] || return 0
  for name in device.toml sensors.toml usual-sensors.toml ca.pem certificate.pem psk password tls-psk; do
    [ ! -s "$SITE/devices/$1/new/$name" ] || names+=("$name")
  done
  tar -C "$SITE/devices/$1/new" -cf - "${names[@]}" | remote "umask 077 && tar -C '$REMOTE' -xf -" ||
    die 69 "${WISH[to]}: the files did not get there"
}

# target_step STEP: a step of on-device.sh as root; what it answers is OUT.
target_step() {
  local run=(sh) prefix=${SEALPOST_PROVISION_PREFIX-} line
  if [ -n "${WISH[root]-}" ]; then
    [ "$SUDO" = root ] || run=(sudo sh)
    "${run[@]}" "$parts/on-device.sh" "$REMOTE" "$(readlink -f "${WISH[root]}")" "${WISH[instance]-}" "$1" ||
      die 74 "${WISH[root]}: the files could not be put there, see above"
    OUT=$(cat "$REMOTE/out")
    return 0
  fi
  line="sh '$REMOTE/on-device.sh' '$REMOTE' '$prefix' '${WISH[instance]-}' $1"
  case $SUDO in
    root) ;;
    quiet) line="sudo -n $line" ;;
    asking)
      # sudo asks there; only with a terminal it can.
      [ -t 0 ] || die 77 "${WISH[to]}: sudo wants a password there, and nobody is here to give it"
      TERMINAL=-t remote "sudo $line" || die 77 "${WISH[to]}: $1 failed there, see above"
      line=true
      ;;
  esac
  OUT=$(remote "$line && cat '$REMOTE/out'" </dev/null) || die 69 "${WISH[to]}: \"$1\" failed there, see above"
}

# target_look: what the device has, in DEVICE.
target_look() {
  local line
  target_step look
  while IFS= read -r line; do
    [ -z "$line" ] || DEVICE[${line%%=*}]=${line#*=}
  done <<<"$OUT"
}

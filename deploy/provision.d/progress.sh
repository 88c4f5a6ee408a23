# shellcheck shell=bash
# How far many devices are: a bar on a terminal; elsewhere a line for every tenth of them.

PROGRESS_WORDS='' PROGRESS_ALL=0 PROGRESS_DONE=0 PROGRESS_TENTH=0

progress_begin() { # WORDS NUMBER
  PROGRESS_WORDS=$1 PROGRESS_ALL=$2 PROGRESS_DONE=0 PROGRESS_TENTH=0
}

# The bar makes place for what is said beside it.
progress_clear() { [ ! -t 2 ] || [ "$PROGRESS_ALL" -le 1 ] || printf '\r\033[K' >&2; }

progress_step() {
  local tenth width=40 filled bar
  PROGRESS_DONE=$((PROGRESS_DONE + 1))
  [ "$PROGRESS_ALL" -gt 1 ] || return 0
  if [ -t 2 ]; then
    filled=$((PROGRESS_DONE * width / PROGRESS_ALL))
    printf -v bar '%*s' "$filled" ''
    printf '\r%-16s [%-*s] %d/%d' "$PROGRESS_WORDS" "$width" "${bar// /#}" "$PROGRESS_DONE" "$PROGRESS_ALL" >&2
    [ "$PROGRESS_DONE" -lt "$PROGRESS_ALL" ] || printf '\n' >&2
    return 0
  fi
  tenth=$((PROGRESS_DONE * 10 / PROGRESS_ALL))
  [ "$tenth" = "$PROGRESS_TENTH" ] || printf '%s: %d of %d\n' "$PROGRESS_WORDS" "$PROGRESS_DONE" "$PROGRESS_ALL" >&2
  PROGRESS_TENTH=$tenth
}

#!/bin/sh
# What provisioning does on the device, as root: sh on-device.sh WORK PREFIX INSTANCE STEP. It is sent
# there, or runs here on a mounted card, PREFIX, or on the device's first boot.
#
# WORK      folder with the new files; what a step answers is in WORK/out
# PREFIX    where the device's root file system is, empty on the device itself
# INSTANCE  for sealpost-device@INSTANCE; empty is the usual one
#
# New files grow in a folder beside the old one, which is renamed when they are whole and tested. A
# step that was interrupted may be run again.
set -eu
umask 077
work=$1 prefix=$2 instance=$3 step=$4

if [ -z "$instance" ]; then
  old=$prefix/etc/sealpost unit=sealpost-device
else
  old=$prefix/etc/sealpost/$instance unit=sealpost-device@$instance
fi
new=$old.new before=$old.before asked=$old.asked
secrets='psk password tls-psk certificate.key'

sum() { if [ -f "$1" ]; then sha256sum <"$1" | cut -c1-64; fi; }

# Of tables on standard input, to be compared: comments and empty lines say nothing.
sum_of_tables() { sed '/^[ \t]*#/d; s/[ \t]*$//; /^$/d' | sha256sum | cut -c1-64; }

# tables: the names of those on standard input; [sensor.kitchen] and [[sensor]] are both "sensor".
tables() { sed -nE 's/^[ \t]*\[+[ \t]*([A-Za-z0-9_-]+).*/\1/p' | sort -u; }

# pick 1|0 NAME...: of standard input the tables of these names, or all others.
pick() {
  want=$1
  shift
  awk -v want="$want" -v names=" $* " '/^[ \t]*\[/ {
      name = $0; sub(/^[ \t]*\[+[ \t]*/, "", name); sub(/[^A-Za-z0-9_-].*/, "", name)
      inside = ((name != "" && index(names, " " name " ") > 0) == want)
    } inside'
}

# The tables that provisioning writes, with what stands above all tables, and those that are the device's own.
written='device broker seal'
# shellcheck disable=SC2086  # names are words on purpose
ours() { sed '/^[ \t]*\[/,$d' "$1" && pick 1 $written <"$1"; }
# shellcheck disable=SC2086  # names are words on purpose
theirs() { pick 0 $written <"$1"; }

# table_sums FILE: of each of the tables in it.
table_sums() {
  for name in $(tables <"$1"); do
    echo "table.$name=$(pick 1 "$name" <"$1" | sum_of_tables)"
  done
}

# The folders of instances lie in that of the usual one: no two are copied or renamed at once.
alone() {
  mkdir -p "$prefix/etc"
  exec 9<"$prefix/etc"
  flock 9
}

# A run that was cut between the two renames left the folder under another name; what was made in its
# place since, as the folder of an instance, goes into it.
mend() {
  for folder in "$prefix/etc/sealpost" "$old"; do
    if [ ! -d "$folder.before" ] || [ -f "$folder/device.toml" ]; then continue; fi
    for each in "$folder"/*; do
      name=${each##*/}
      case $name in
        *.new | *.before | *.asked) ;;
        # An instance's folder is newer than the one that was left; of all else that one counts.
        *) [ -f "$each/device.toml" ] || [ ! -e "$folder.before/$name" ] || continue ;;
      esac
      [ -e "$each" ] || continue
      rm -rf "$folder.before/$name"
      mv "$each" "$folder.before/"
    done
    rm -rf "$folder"
    mv "$folder.before" "$folder"
  done
}

# Changes nothing: it tells what mend would find.
look() {
  if [ ! -e "$prefix/etc/sealpost" ] && [ -d "$prefix/etc/sealpost.before" ]; then
    old=$prefix/etc/sealpost.before${instance:+/$instance}
  fi
  [ -f "$old/device.toml" ] || [ ! -d "$before" ] || old=$before
  if command -v sealpost-device >/dev/null; then echo program=yes; else echo program=no; fi
  if command -v openssl >/dev/null; then echo openssl=yes; else echo openssl=no; fi
  [ ! -s "$asked/request.pem" ] || in_force || echo asked=yes
  [ -f "$old/device.toml" ] || return 0
  echo "id=$(sed -n 's/^[ \t]*id[ \t]*=[ \t]*"\([^"]*\)".*/\1/p' "$old/device.toml" | head -n 1)"
  echo "settings=$(ours "$old/device.toml" | sum_of_tables)"
  echo "authority=$(sum "$old/ca.pem")"
  table_sums "$old/device.toml"
  [ ! -d "$old/secrets.encrypted" ] || echo encrypted=yes
  echo "seal=$(sum "$old/secrets/psk")"
  for name in $secrets; do
    [ ! -s "$old/secrets/$name" ] || echo "$name=yes"
  done
  [ ! -s "$old/certificate.pem" ] ||
    openssl x509 -in "$old/certificate.pem" -noout -serial -enddate | sed 's/^notAfter=/end=/'
}

# The folder of an instance is in the usual one, and its agent must get there.
way() {
  [ -d "$prefix/etc/sealpost" ] || [ -z "$instance" ] ||
    { mkdir -p "$prefix/etc/sealpost" && chmod 755 "$prefix/etc/sealpost"; }
}

# Whether the key that was asked a certificate for is that of the files already: a run was cut after it.
in_force() { cmp -s "$asked/certificate.key" "$old/secrets/certificate.key"; }

# A key that never leaves the device; its request goes out. It waits beside, until it is in force with
# its certificate: a run that came to nothing must not have another one signed.
key() {
  alone
  mend
  way
  ! in_force || rm -rf "$asked"
  mkdir -p "$asked"
  if [ ! -s "$asked/request.pem" ]; then
    printf '[req]\ndistinguished_name = nothing\nprompt = no\n[nothing]\n' >"$work/openssl.cnf"
    openssl req -new -config "$work/openssl.cnf" -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
      -subj "/CN=device" -keyout "$asked/certificate.key" -out "$asked/request.part" 2>"$work/complaints" ||
      { cat "$work/complaints" >&2 && exit 70; }
    sync "$asked/certificate.key" "$asked/request.part"
    mv "$asked/request.part" "$asked/request.pem"
    sync "$asked"
  fi
  cat "$asked/request.pem"
}

# The new folder begins as a copy, in every run anew: files that are not ours come along, as they are
# now.
begin() {
  mend
  way
  rm -rf "$new"
  mkdir -p "$new/secrets"
  [ ! -d "$old" ] || cp -a "$old/." "$new/"
}

# Folders in ours are of other instances or somebody's own, and may have changed since they were copied.
refresh() {
  for each in "$new"/*/; do
    each=${each%/}
    [ "$each" = "$new/secrets" ] || rm -rf "$each"
  done
  for each in "$old"/*/; do
    each=${each%/}
    [ "$each" = "$old/secrets" ] || [ ! -d "$each" ] || cp -a "$each" "$new/"
  done
}

# Told before anything is drawn to whoever can look, and here to a bundle, which cannot.
no_encrypted() {
  [ -d "$old/secrets.encrypted" ] || return 0
  echo "$old/secrets.encrypted: systemd would go on giving the agent the secrets in it; decrypt them" \
    "first, as /usr/share/sealpost/device/encrypted-secrets.conf says" >&2
  exit 77
}

install_files() {
  no_encrypted
  alone
  begin
  [ ! -s "$work/ca.pem" ] || cat "$work/ca.pem" >"$new/ca.pem"
  # Never one without its key: one that an earlier run was sent may have lost it.
  if [ -s "$work/certificate.pem" ] && [ -s "$work/certificate.key" ]; then
    cat "$work/certificate.pem" >"$new/certificate.pem"
  elif [ -s "$work/certificate.pem" ] && [ -s "$asked/certificate.key" ]; then
    cat "$work/certificate.pem" >"$new/certificate.pem"
    cat "$asked/certificate.key" >"$new/secrets/certificate.key"
  fi
  for name in $secrets; do
    [ ! -s "$work/$name" ] || cat "$work/$name" >"$new/secrets/$name"
  done
  settings
  # Secrets of another way to log in.
  for name in password tls-psk certificate.key; do
    grep -q "\"credential:$name\"" "$new/device.toml" || rm -f "$new/secrets/$name"
  done
  grep -q '"certificate.pem"' "$new/device.toml" || rm -f "$new/certificate.pem"
  chmod 755 "$new"
  chmod 700 "$new/secrets"
  for name in device.toml ca.pem certificate.pem; do [ ! -f "$new/$name" ] || chmod 644 "$new/$name"; done
  for name in $secrets; do [ ! -f "$new/secrets/$name" ] || chmod 600 "$new/secrets/$name"; done
  if [ "$(id -u)" = 0 ]; then
    chown -R root:root "$new"
  fi
}

# Ours, the sensors that were given or were there, and what else is the device's own.
settings() {
  given=
  {
    cat "$work/device.toml"
    if [ -f "$work/sensors.toml" ]; then
      given="sensor $(tables <"$work/sensors.toml")"
      echo && cat "$work/sensors.toml"
    elif ! { [ -f "$old/device.toml" ] && tables <"$old/device.toml" | grep -cx sensor >/dev/null; }; then
      given=sensor
      echo && cat "$work/usual-sensors.toml"
    fi
    if [ -f "$old/device.toml" ]; then
      # shellcheck disable=SC2086  # names are words on purpose
      theirs "$old/device.toml" | pick 0 $given | sed '1s/^/\n/'
    fi
  } >"$new/device.toml.part"
  mv "$new/device.toml.part" "$new/device.toml"
}

# The result is a number, so that it survives a terminal in between.
try() {
  code=0
  sealpost-device run --check --connect --config "$new/device.toml" 2>&1 || code=$?
  echo "code=$code"
}

swap() {
  alone
  mend
  active=no
  [ -n "$prefix" ] || ! systemctl is-active -q "$unit" || active=yes
  refresh
  # Not all that the machine has to write: that may take minutes on a card.
  find "$new" \( -type f -o -type d \) -exec sync {} +
  rm -rf "$before"
  [ ! -d "$old" ] || mv "$old" "$before"
  mv "$new" "$old"
  sync "${old%/*}"
  rm -rf "$asked"
  if [ "$active" = yes ] && ! systemctl restart "$unit"; then
    mv "$old" "$new"
    mv "$before" "$old"
    systemctl restart "$unit" || true
    echo "restarted=failed"
    return 0
  fi
  rm -rf "$before"
  echo "restarted=$active"
}

# The key that waits, and secrets of before, which a run that was cut at its end has left.
forget() {
  alone
  rm -rf "$asked"
  [ ! -f "$old/device.toml" ] || rm -rf "$before"
}

{
  case $step in
    look | key | try | swap | forget) "$step" ;;
    install) install_files ;;
    sums)
      echo "settings=$(sum_of_tables <"$work/device.toml")"
      [ ! -f "$work/sensors.toml" ] || table_sums "$work/sensors.toml"
      ;;
  esac
} >"$work/out"
chown --reference="$work" "$work/out" 2>/dev/null || true

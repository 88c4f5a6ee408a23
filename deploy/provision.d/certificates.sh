# shellcheck shell=bash
# Looks at certificates, requests and lists.

# certificate_end FILE: seconds since 1970 at which it ends.
certificate_end() { date -u -d "$(openssl x509 -in "$1" -noout -enddate | cut -d= -f2)" +%s; }
crl_end() { date -u -d "$(openssl crl -in "$1" -noout -nextupdate | cut -d= -f2)" +%s; }
# days_left SECONDS-SINCE-1970
days_left() { echo $((($1 - $(date +%s)) / 86400)); }

certificate_lasts() { # FILE SECONDS
  openssl x509 -in "$1" -noout -checkend "$2" >/dev/null 2>&1
}

# renewed_before DAYS: sets BEFORE to how many seconds before its end a certificate of so many days is renewed:
# as site.toml says, but not before the last third of its life. The agent does so by what its own has of life.
renewed_before() {
  local days
  # Here and now, for in a condition the wrong value would go unnoticed.
  days=$(days_of "$(site_get devices.renew-before 30d)") || exit
  BEFORE=$((days * 86400 < $1 * 28800 ? days * 86400 : $1 * 28800))
}

# days_of DURATION: "30d" as 30; site.toml writes it like device.toml.
days_of() {
  [[ $1 =~ ^([0-9]+)d$ ]] || die 78 "$SITE/site.toml: \"$1\" must be a number of days, as 30d"
  echo "${BASH_REMATCH[1]}"
}

request_is_p256() { # FILE
  openssl req -in "$1" -noout -pubkey 2>/dev/null | openssl pkey -pubin -noout -text_pub 2>/dev/null |
    grep -q 'ASN1 OID: prime256v1'
}

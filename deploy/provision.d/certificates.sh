# shellcheck shell=bash
# Looks at certificates, requests and lists.

# certificate_end FILE: seconds since 1970 at which it ends.
certificate_end() { date -u -d "$(openssl x509 -in "$1" -noout -enddate | cut -d= -f2)" +%s; }
crl_end() { date -u -d "$(openssl crl -in "$1" -noout -nextupdate | cut -d= -f2)" +%s; }
# days_left SECONDS-SINCE-1970
days_left() { echo $((($1 - $(date +%s)) / 86400)); }

certificate_lasts() { # FILE DAYS
  openssl x509 -in "$1" -noout -checkend $(($2 * 86400)) >/dev/null 2>&1
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

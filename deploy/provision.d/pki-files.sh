# shellcheck shell=bash
# The folders of the authority, and what openssl is told.

pki_files() { # once in a run: the folders and the configuration; made again if somebody removed them
  local ca=$SITE/ca
  [ "$PKI_READY" != "$SITE" ] || return 0
  PKI_READY=$SITE
  mkdir -p "$ca/issuing.db/newcerts" "$ca/issuing.db/requests" "$ca/root.db/newcerts"
  chmod 700 "$ca"
  [ -f "$ca/root.db/index.txt" ] || : >"$ca/root.db/index.txt"
  [ -f "$ca/root.db/crlnumber" ] || echo 01 >"$ca/root.db/crlnumber"
  pki_mend
  [ -f "$ca/issuing.db/index.txt" ] || : >"$ca/issuing.db/index.txt"
  [ -f "$ca/issuing.db/crlnumber" ] || echo 01 >"$ca/issuing.db/crlnumber"
  pki_configuration | write_file "$ca/openssl.cnf" 600
}

pki_configuration() {
  cat <<'END'
# Written by sealpost-provision, and written again: change it there.
[req]
distinguished_name = nothing
prompt = no
[nothing]

[issuing]
dir = $ENV::SEALPOST_CA
database = $dir/issuing.db/index.txt
new_certs_dir = $dir/issuing.db/newcerts
crlnumber = $dir/issuing.db/crlnumber
certificate = $dir/issuing.pem
rand_serial = yes
unique_subject = no
default_md = sha256
# Nothing of a request counts but its key.
copy_extensions = none
policy = name_only
email_in_dn = no
crl_extensions = list

[rooting]
dir = $ENV::SEALPOST_CA
database = $dir/root.db/index.txt
new_certs_dir = $dir/root.db/newcerts
crlnumber = $dir/root.db/crlnumber
certificate = $dir/root.pem
default_md = sha256
policy = name_only
crl_extensions = list

[name_only]
commonName = supplied

[list]
authorityKeyIdentifier = keyid:always

[root]
basicConstraints = critical, CA:true
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash

[authority]
basicConstraints = critical, CA:true, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always

[client]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = clientAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always

[server]
basicConstraints = critical, CA:false
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
subjectAltName = ${ENV::SEALPOST_NAMES}
END
}

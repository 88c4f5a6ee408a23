#!/usr/bin/env bash
# Signs the request on standard input for DEVICE, whose name comes from the argument and from
# nowhere else, and writes the certificate and that of the authority to standard output.
# sign-certificate.sh AUTHORITY-CERTIFICATE AUTHORITY-KEY FOLDER DEVICE
set -euo pipefail

authority=$1
key=$2
folder=$3
device=$4

mkdir -p "$folder"
touch "$folder/index"
cat > "$folder/request.csr"
cat > "$folder/ca.conf" << CONFIG
[ca]
default_ca = site
[site]
database = $folder/index
new_certs_dir = $folder
rand_serial = yes
unique_subject = no
default_md = sha256
policy = any
x509_extensions = client
[any]
commonName = supplied
[client]
extendedKeyUsage = clientAuth
CONFIG

openssl ca -batch -notext -config "$folder/ca.conf" -cert "$authority" -keyfile "$key" \
  -days 365 -subj "/CN=$device" -in "$folder/request.csr" -out "$folder/certificate.pem" 2> "$folder/openssl.log"
cat "$folder/certificate.pem" "$authority"

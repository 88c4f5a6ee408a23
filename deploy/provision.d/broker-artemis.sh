# shellcheck shell=bash
# The same rules for Artemis, of which several may form a cluster: files for etc/ of an instance.

# The names of broker --check: Artemis must know every name beforehand. Nobody has a certificate for
# these but a check that runs.
ARTEMIS_CHECK='check-1 check-2'

artemis_judge() {
  [ "$(site_get broker.login certificate)" = certificate ] ||
    die 78 "$SITE/site.toml: broker.login must be \"certificate\" with kind = \"artemis\""
  [ -z "$(broker_plain)$(site_get bridge.host "")$(site_get broker.gateways "")" ] ||
    die 78 "$SITE/site.toml: plain-listener, gateways and [bridge] are for Mosquitto"
  # It refuses a subscription that it does not serve, and an agent goes where it is refused.
  broker_control ||
    die 78 "$SITE/site.toml: control = false is for Mosquitto: at Artemis no agent could stay, since each subscribes its control topic"
}

artemis_names() {
  local id
  say "$ARTEMIS_CHECK" | tr ' ' '\n'
  for id in $(device_ids); do
    [ "$(record_get "$id" state)" = revoked ] || say "$id"
  done
}

artemis_write() {
  local folder=$SITE/broker/artemis
  need_command keytool default-jre-headless
  mkdir -p "$folder"
  [ -s "$folder/keystore-password" ] || openssl rand -hex 18 | write_secret "$folder/keystore-password"
  artemis_stores "$folder"
  artemis_login | write_file "$folder/login.config" 600
  artemis_users | write_file "$folder/cert-users.properties" 600
  artemis_roles | write_file "$folder/cert-roles.properties" 600
  artemis_xml "$(<"$folder/keystore-password")" | write_secret "$folder/broker.xml"
}

# The broker's key and the authority it trusts, as Java reads them; and the lists of both authorities,
# since Java wants one for each certificate of a chain.
artemis_stores() { # FOLDER
  openssl pkcs12 -export -name broker -in "$SITE/broker/broker.pem" -inkey "$SITE/broker/broker.key" \
    -passout "file:$1/keystore-password" | write_secret "$1/broker.p12"
  rm -f "$1/trust.new"
  quietly keytool -importcert -noprompt -alias root -file "$SITE/ca/root.pem" -keystore "$1/trust.new" \
    -storetype PKCS12 -storepass:file "$1/keystore-password" || die 70 "keytool failed, see above"
  write_secret "$1/trust.p12" <"$1/trust.new"
  rm -f "$1/trust.new"
  cat "$SITE/ca/crl.pem" "$SITE/ca/root-crl.pem" | write_file "$1/crl.pem" 644
}

# Who one is says the certificate alone, whatever name and password come with it.
artemis_login() {
  cat <<EOF
sealpost {
  org.apache.activemq.artemis.spi.core.security.jaas.TextFileCertificateLoginModule required
    reload=true
    org.apache.activemq.jaas.textfiledn.user="cert-users.properties"
    org.apache.activemq.jaas.textfiledn.role="cert-roles.properties";
};
EOF
}

artemis_users() {
  local id
  for id in "$STATION" $(artemis_names); do
    say "$id=CN=$id"
  done
}
artemis_roles() {
  local id
  for id in "$STATION" $(artemis_names); do
    say "$id=$id"
  done
}

artemis_xml() { # PASSWORD
  local message
  message=$(broker_bytes limits.message 64KB)
  cat <<EOF
<?xml version="1.0" encoding="UTF-8"?>
<!-- Written by sealpost-provision broker from site.toml: change that, not this. -->
<configuration xmlns="urn:activemq">
  <core xmlns="urn:activemq:core">
    <name>sealpost</name>
    <persistence-enabled>true</persistence-enabled>
    <journal-directory>\${artemis.instance}/data/journal</journal-directory>
    <bindings-directory>\${artemis.instance}/data/bindings</bindings-directory>
    <large-messages-directory>\${artemis.instance}/data/large-messages</large-messages-directory>
    <paging-directory>\${artemis.instance}/data/paging</paging-directory>
    <journal-type>NIO</journal-type>
    <security-enabled>true</security-enabled>
    <jmx-management-enabled>false</jmx-management-enabled>
    <!-- Addresses are written as MQTT writes topics: a device's id may have a dot. -->
    <wildcard-addresses>
      <delimiter>/</delimiter>
      <any-words>#</any-words>
      <single-word>+</single-word>
    </wildcard-addresses>
    <cluster-password>$(openssl rand -hex 18)</cluster-password>
    <acceptors>
      <acceptor name="mqtts">$(artemis_acceptor "$1" "$message")</acceptor>
    </acceptors>
    <security-settings>
$(artemis_security)
    </security-settings>
    <address-settings>
      <address-setting match="#">
        <!-- A message for a station that is away stays: beyond this it goes to the disk. -->
        <max-size-bytes>$(broker_bytes limits.queued-bytes 64MB)</max-size-bytes>
        <address-full-policy>PAGE</address-full-policy>
        <max-delivery-attempts>-1</max-delivery-attempts>
        <dead-letter-address>undeliverable</dead-letter-address>
        <expiry-address>undeliverable</expiry-address>
        <default-address-routing-type>MULTICAST</default-address-routing-type>
      </address-setting>
    </address-settings>
  </core>
</configuration>
EOF
}

artemis_acceptor() { # PASSWORD MESSAGE
  # shellcheck disable=SC2016  # Artemis fills it in
  local etc='${artemis.instance}/etc'
  printf 'tcp://%s:%s?protocols=MQTT;sslEnabled=true;enabledProtocols=TLSv1.3,TLSv1.2;needClientAuth=true' \
    "$(site_get broker.address 0.0.0.0)" "$(broker_port)"
  printf ';keyStoreType=PKCS12;keyStorePath=%s/broker.p12;keyStorePassword=%s' "$etc" "$1"
  printf ';trustStoreType=PKCS12;trustStorePath=%s/trust.p12;trustStorePassword=%s;crlPath=%s/crl.pem' "$etc" "$1" "$etc"
  # For clients of MQTT 5 alone.
  printf ';connectionsAllowed=%s;maximumPacketSize=%s' "$(broker_number limits.connections 1000 1 100000)" $(($2 + 1024))
}

# Only the setting that fits best counts, so each names all who may.
artemis_security() {
  local base id stream
  base=$(broker_base)
  artemis_setting "#" "" ""
  artemis_setting "$base/#" "" "$STATION"
  for id in $(artemis_names); do
    artemis_setting "$base/$id/#" "" "$STATION"
    while read -r stream; do
      case $stream in
        hello | status) artemis_setting "$base/$id/$stream" "$id,$STATION" "$STATION" ;;
        *) artemis_setting "$base/$id/$stream" "$id" "$STATION" ;;
      esac
    done < <(broker_streams)
    broker_control || continue
    artemis_setting "$base/$id/control/ack" "$id" "$STATION"
    artemis_setting "$base/$id/control" "$STATION" "$STATION,$id"
  done
}

artemis_setting() { # MATCH WRITERS READERS
  local kind both
  both=$2${2:+${3:+,}}$3
  say "      <security-setting match=\"$1\">"
  [ -z "$2" ] || say "        <permission type=\"send\" roles=\"$2\"/>"
  [ -z "$both" ] || say "        <permission type=\"createAddress\" roles=\"$both\"/>"
  if [ -n "$3" ]; then
    for kind in consume createDurableQueue deleteDurableQueue createNonDurableQueue deleteNonDurableQueue; do
      say "        <permission type=\"$kind\" roles=\"$3\"/>"
    done
  fi
  say "      </security-setting>"
}

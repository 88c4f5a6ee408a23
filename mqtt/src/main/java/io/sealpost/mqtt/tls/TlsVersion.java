package io.sealpost.mqtt.tls;

/** The versions of TLS that are spoken; older ones never are (RFC 8996). */
public enum TlsVersion {
  /** RFC 8446. */
  TLS_1_3("TLSv1.3"),
  /** RFC 5246. */
  TLS_1_2("TLSv1.2");

  private final String protocol;

  TlsVersion(String protocol) {
    this.protocol = protocol;
  }

  /** Name of the protocol in the JDK. */
  String protocol() {
    return protocol;
  }
}

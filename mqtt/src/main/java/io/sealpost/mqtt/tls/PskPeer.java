package io.sealpost.mqtt.tls;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Vector;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.NameType;
import org.bouncycastle.tls.PSKTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerName;
import org.bouncycastle.tls.TlsPSKIdentity;
import org.bouncycastle.tls.crypto.TlsCrypto;
import org.jspecify.annotations.Nullable;

/** Our side of one handshake: forward secrecy and authenticated encryption, nothing else. */
final class PskPeer extends PSKTlsClient {
  /** ChaCha20 first: a Pi has no instructions for AES, and OpenSSL has no other suite of these. */
  private static final int[] SUITES = {
    CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256,
    CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256
  };

  private static final Map<Integer, String> NAMES =
      Map.of(
          CipherSuite.TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256,
          "TLS_ECDHE_PSK_WITH_CHACHA20_POLY1305_SHA256",
          CipherSuite.TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256,
          "TLS_ECDHE_PSK_WITH_AES_128_GCM_SHA256");

  private final String host;

  /**
   * @param host as it was written in the URL
   */
  PskPeer(TlsCrypto crypto, TlsPSKIdentity identity, String host) {
    super(crypto, identity);
    this.host = host;
  }

  /** Name of the cipher suite that was chosen; after the handshake. */
  String suite() {
    int suite = context.getSecurityParametersConnection().getCipherSuite();
    return NAMES.getOrDefault(suite, "0x" + Integer.toHexString(suite));
  }

  @Override
  protected ProtocolVersion[] getSupportedVersions() {
    return ProtocolVersion.TLSv12.only();
  }

  @Override
  protected int[] getSupportedCipherSuites() {
    return SUITES.clone();
  }

  // RFC 6066 section 3: a name, never an address
  @Override
  @SuppressWarnings({"rawtypes", "JdkObsolete"}) // the library wants it so
  protected @Nullable Vector getSNIServerNames() {
    boolean address = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    byte[] name = host.getBytes(StandardCharsets.US_ASCII);
    return address ? null : new Vector<>(List.of(new ServerName(NameType.host_name, name)));
  }
}

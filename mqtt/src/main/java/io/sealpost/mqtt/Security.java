package io.sealpost.mqtt;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/** How the broker proves to us who it is, and we to the broker. */
public sealed interface Security {
  /**
   * TLS 1.3 or 1.2 with a certificate of the broker's, checked at every handshake, resumed ones
   * included. All files are PEM, a CRL file may be DER; each is read again when it changes.
   *
   * @param caFile authorities that may sign the broker's certificate; the system's when absent
   * @param crlFile one or several certificate revocation lists (RFC 5280 section 5), of which one
   *     must be of the authority that signed the broker's certificate and not be overdue; nothing
   *     is fetched from the network. No check for revocation when absent
   * @param client our own certificate, if the broker wants one
   * @param validity the time at which all certificates and lists are judged
   */
  record Certificates(
      Optional<Path> caFile,
      Optional<Path> crlFile,
      Optional<ClientCertificate> client,
      InstantSource validity)
      implements Security {
    /**
     * Certificate of the broker's only, judged by the system's clock.
     *
     * @param caFile authorities that may sign it; the system's when absent
     */
    public static Certificates trusting(Optional<Path> caFile) {
      return new Certificates(caFile, Optional.empty(), Optional.empty(), InstantSource.system());
    }

    /** The same with our certificate in another file, if there is one: to say which it was. */
    Certificates showing(Path certificateFile) {
      return new Certificates(
          caFile,
          crlFile,
          client.map(own -> new ClientCertificate(certificateFile, own.keyFile(), own.renewed())),
          validity);
    }
  }

  /**
   * TLS 1.2 with a key that both sides have (RFC 4279), and with forward secrecy (RFC 8442, RFC
   * 7905). A handshake costs less than a resumed one with certificates, so that none is resumed.
   *
   * @param identity by which the broker finds the key, 1 to 128 bytes of UTF-8; sent in the clear
   * @param key asked for at every connect, on a thread of the link; each answer is a new array of
   *     16 to 64 bytes, which the link wipes after the attempt; never printed. May throw {@link
   *     java.io.UncheckedIOException}, whose message then is the reason for the failed attempt
   */
  record PreSharedKey(String identity, Supplier<byte[]> key) implements Security {
    /** What every implementation must support (RFC 4279 section 5.3). */
    private static final int MOST_BYTES = 128;

    /** Checks the identity. */
    public PreSharedKey {
      int bytes = identity.getBytes(StandardCharsets.UTF_8).length;
      if (bytes == 0 || bytes > MOST_BYTES || identity.indexOf('\0') >= 0) {
        throw new IllegalArgumentException(
            "identity of the pre-shared key is '"
                + identity
                + "': expected 1 to 128 bytes of UTF-8, none of them U+0000");
      }
    }

    @Override
    public String toString() {
      return "PreSharedKey[" + identity + "]";
    }
  }
}

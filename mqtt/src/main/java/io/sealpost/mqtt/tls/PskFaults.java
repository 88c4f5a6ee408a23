package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.Fault;
import java.util.Optional;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;

/** Says in one line what went wrong with a pre-shared key, and what to do. */
public final class PskFaults {
  private PskFaults() {}

  /**
   * Explains a failure.
   *
   * @param failure what {@link PskClient} or a stream of its connection threw
   * @param broker name of the broker for people, such as its URL
   * @param identity that we told the broker
   * @return empty if it has nothing to do with TLS
   */
  public static Optional<Fault> explain(Throwable failure, String broker, String identity) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof NoKeyException) {
        return Optional.of(
            Fault.lasting("no pre-shared key for " + broker + ": " + t.getMessage()));
      }
      if (t instanceof TlsFatalAlertReceived alert) {
        return Optional.of(received(alert.getAlertDescription(), broker, identity));
      }
      if (t instanceof TlsFatalAlert alert) {
        return Optional.of(raised(alert, broker));
      }
    }
    return Optional.empty();
  }

  // RFC 4279 section 2, RFC 5246 section 7.2.2
  private static Fault received(short alert, String broker, String identity) {
    String name = "identity '" + identity + "'";
    return switch (alert) {
      case AlertDescription.unknown_psk_identity ->
          Fault.refused(
              broker + " does not know the " + name + ": add it there, or check psk-identity");
      case AlertDescription.bad_record_mac,
          AlertDescription.decrypt_error,
          AlertDescription.decryption_failed ->
          Fault.refused(
              broker + " has another key for the " + name + ": give both sides the same one");
      case AlertDescription.protocol_version ->
          Fault.lasting(broker + " offers no TLS 1.2, which a pre-shared key needs: enable it");
      case AlertDescription.handshake_failure, AlertDescription.insufficient_security ->
          Fault.lasting(
              broker
                  + " takes no pre-shared key on this port, or none with"
                  + " ECDHE-PSK-CHACHA20-POLY1305: check the port, and psk_file and ciphers there");
      case AlertDescription.unrecognized_name ->
          Fault.lasting(broker + " does not know itself by this name: check the URL");
      default ->
          Fault.passing(
              broker + " ended TLS with the alert '" + AlertDescription.getName(alert) + "'");
    };
  }

  private static Fault raised(TlsFatalAlert alert, String broker) {
    return switch (alert.getAlertDescription()) {
      case AlertDescription.protocol_version ->
          Fault.lasting(broker + " offers no TLS 1.2, which a pre-shared key needs: enable it");
      case AlertDescription.bad_record_mac, AlertDescription.decrypt_error ->
          Fault.passing("a message from " + broker + " was damaged on its way: check the network");
      default -> Fault.passing("TLS with " + broker + " failed: " + alert.getMessage());
    };
  }
}

package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.Fault;
import io.sealpost.mqtt.Security;
import java.io.EOFException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;

/** Says in one line what went wrong in a TLS handshake, and what to do. */
public final class TlsFaults {
  // Newer updates of every Java put "(bad_certificate) " and the like before it.
  private static final Pattern ALERT = Pattern.compile("Received fatal alert: (\\w+)");

  private TlsFaults() {}

  /**
   * Explains a failure.
   *
   * @param failure what {@link TlsClient.Attempt#secure} or a stream of its connection threw
   * @param broker name of the broker for people, such as its URL
   * @param security what was asked for
   * @return empty if it has nothing to do with TLS
   */
  public static Optional<Fault> explain(Throwable failure, String broker, Security security) {
    if (security instanceof Security.PreSharedKey key) {
      return PskFaults.explain(failure, broker, key.identity());
    }
    Optional<BrokerCertificateException> refused =
        Failures.find(failure, BrokerCertificateException.class);
    if (refused.isPresent()) {
      return refused.map(e -> certificate(e, broker));
    }
    Security.Certificates certificates = (Security.Certificates) security;
    return Failures.find(failure, SSLException.class).map(e -> protocol(e, broker, certificates));
  }

  private static Fault certificate(BrokerCertificateException e, String broker) {
    String text = "certificate of " + broker + " " + e.getMessage();
    return switch (e.reason()) {
      // a machine without a battery-backed clock boots in the past, and is soon told the time
      case NOT_YET_VALID -> Fault.passing(text);
      case EXPIRED, REVOKED, REVOCATION_UNKNOWN, WRONG_HOST, SELF_SIGNED, UNTRUSTED, WEAK, OTHER ->
          Fault.lasting(text);
    };
  }

  private static Fault protocol(SSLException e, String broker, Security.Certificates security) {
    String message = Failures.text(e);
    Matcher alert = ALERT.matcher(message);
    if (alert.find()) {
      return alert(alert.group(1), broker, security);
    }
    if (message.contains("not accepted by client preferences")
        || message.contains("No appropriate protocol")) {
      return Fault.lasting(broker + " offers no TLS 1.3 or 1.2: enable one there");
    }
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return Fault.lasting(broker + " does not speak TLS on this port: check the port");
    }
    if (Failures.find(e, EOFException.class).isPresent()) {
      return Fault.passing(
          broker
              + " closed the connection during the TLS handshake: check that this is its TLS port");
    }
    return Fault.passing("TLS with " + broker + " failed: " + message);
  }

  // RFC 8446 section 6.2
  private static Fault alert(String alert, String broker, Security.Certificates security) {
    return switch (alert) {
      case "protocol_version" ->
          Fault.lasting(broker + " offers no TLS 1.3 or 1.2: enable one there");
      case "handshake_failure", "insufficient_security" ->
          Fault.refused(
              broker
                  + (security.client().isPresent()
                      ? " shares no cipher suite with us, or does not take our certificate"
                      : " shares no cipher suite with us, or wants a client certificate or a"
                          + " pre-shared key, which this link does not have")
                  + ": look at its log");
      case "certificate_required",
          "bad_certificate",
          "unsupported_certificate",
          "certificate_unknown",
          "certificate_revoked",
          "certificate_expired",
          "unknown_ca",
          "access_denied",
          "decrypt_error" ->
          Fault.refused(ownCertificate(alert, broker, security));
      case "unrecognized_name" ->
          Fault.lasting(broker + " does not know itself by this name: check the URL");
      default -> Fault.passing(broker + " ended TLS with the alert '" + alert + "'");
    };
  }

  private static String ownCertificate(
      String alert, String broker, Security.Certificates security) {
    if (security.client().isEmpty()) {
      return broker
          + " wants a client certificate, which this link does not have: set certificate-file and"
          + " certificate-key-file";
    }
    String what =
        switch (alert) {
          case "certificate_required" -> "did not get our certificate";
          case "certificate_expired" -> "says that our certificate has expired";
          case "certificate_revoked" -> "says that our certificate was revoked";
          case "unknown_ca" -> "does not know the authority of our certificate";
          default -> "does not take our certificate ('" + alert + "')";
        };
    return broker
        + " "
        + what
        + ", which is in "
        + security.client().get().certificateFile()
        + ": renew it, or look at the broker's log";
  }
}

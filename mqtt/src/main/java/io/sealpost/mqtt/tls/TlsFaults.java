package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.Fault;
import java.io.EOFException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Says in one line what went wrong in a TLS handshake, and what to do. */
public final class TlsFaults {
  private static final String ALERT = "Received fatal alert: ";

  private TlsFaults() {}

  /**
   * Explains a failure.
   *
   * @param failure what {@link TlsClient#secure} or a stream of its socket threw
   * @param broker name of the broker for people, such as its URL
   * @param host that the certificate has to be for
   * @param now by this machine's clock, which may be the very fault
   * @return empty if it has nothing to do with TLS
   */
  public static Optional<Fault> explain(
      Throwable failure, String broker, String host, Instant now) {
    if (find(failure, CertificateException.class).isPresent()
        || find(failure, CertPathValidatorException.class).isPresent()) {
      return Optional.of(certificate(failure, broker, host, now.truncatedTo(ChronoUnit.SECONDS)));
    }
    return find(failure, SSLException.class).map(e -> protocol(e, broker));
  }

  private static Fault certificate(Throwable failure, String broker, String host, Instant now) {
    String subject = "certificate of " + broker + " ";
    String clock = "; this machine's clock says " + now;
    if (find(failure, CertificateNotYetValidException.class).isPresent()
        || failedFor(failure, BasicReason.NOT_YET_VALID)) {
      // passing: a machine without a battery-backed clock boots in the past
      return Fault.passing(subject + "is not valid yet" + clock + ": set the clock");
    }
    if (find(failure, CertificateExpiredException.class).isPresent()
        || failedFor(failure, BasicReason.EXPIRED)) {
      return Fault.lasting(subject + "has expired" + clock + ": renew it, or set the clock");
    }
    if (failedFor(failure, BasicReason.ALGORITHM_CONSTRAINED)) {
      return Fault.lasting(subject + "has a key or signature too weak to accept: issue a new one");
    }
    String message = innermost(failure);
    if (message.startsWith("No subject alternative") || message.startsWith("No name matching")) {
      return Fault.lasting(
          subject
              + "is not for '"
              + host
              + "': use the name that it was issued for, or reissue it");
    }
    if (message.contains("unable to find valid certification path")
        || message.contains("PKIX path building failed")
        || failedFor(failure, BasicReason.INVALID_SIGNATURE)) {
      return Fault.lasting(
          subject + "is signed by nobody we trust: set ca-file to its authority's certificate");
    }
    return Fault.lasting(subject + "is refused: " + message);
  }

  private static Fault protocol(SSLException e, String broker) {
    String message = text(e);
    if (message.startsWith(ALERT)) {
      return alert(message.substring(ALERT.length()), broker);
    }
    if (message.contains("not accepted by client preferences")
        || message.contains("No appropriate protocol")) {
      return Fault.lasting(broker + " offers no TLS 1.3 or 1.2: enable one there");
    }
    if (message.contains("Unsupported or unrecognized SSL message")) {
      return Fault.lasting(broker + " does not speak TLS on this port: check the port");
    }
    if (find(e, EOFException.class).isPresent()) {
      return Fault.passing(
          broker
              + " closed the connection during the TLS handshake: check that this is its TLS port");
    }
    return Fault.passing("TLS with " + broker + " failed: " + message);
  }

  private static Fault alert(String alert, String broker) {
    return switch (alert) {
      case "protocol_version" ->
          Fault.lasting(broker + " offers no TLS 1.3 or 1.2: enable one there");
      case "handshake_failure", "insufficient_security" ->
          Fault.lasting(broker + " shares no cipher suite with us, or wants a client certificate");
      case "certificate_required", "bad_certificate", "unknown_ca" ->
          Fault.lasting(broker + " wants a client certificate, which this link does not have");
      case "unrecognized_name" ->
          Fault.lasting(broker + " does not know itself by this name: check the URL");
      default -> Fault.passing(broker + " ended TLS with the alert '" + alert + "'");
    };
  }

  private static boolean failedFor(Throwable failure, BasicReason reason) {
    return find(failure, CertPathValidatorException.class)
        .filter(e -> e.getReason() == reason)
        .isPresent();
  }

  /** The innermost cause of a type: the outer ones only repeat it in other words. */
  private static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
    Optional<T> found = Optional.empty();
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (type.isInstance(t)) {
        found = Optional.of(type.cast(t));
      }
    }
    return found;
  }

  private static String innermost(Throwable failure) {
    Optional<CertificateException> found = find(failure, CertificateException.class);
    return text(found.isPresent() ? found.get() : failure);
  }

  private static String text(Throwable failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}

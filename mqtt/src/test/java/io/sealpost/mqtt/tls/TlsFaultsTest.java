package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TlsFaultsTest {
  private static final Instant NOW = Instant.parse("1970-01-01T00:00:07.5Z");

  @Test
  void expiredCertificateNamesTheClockToo() {
    assertFault(
        wrapped(new CertificateExpiredException("NotAfter: x")),
        "certificate of mqtts://h:1 has expired; this machine's clock says 1970-01-01T00:00:07Z:"
            + " renew it, or set the clock",
        true);
  }

  @Test
  void certificateOfTheFutureIsTriedAgainSoonBecauseTheClockWillBeSet() {
    assertFault(
        wrapped(new CertificateNotYetValidException("NotBefore: x")),
        "certificate of mqtts://h:1 is not valid yet; this machine's clock says"
            + " 1970-01-01T00:00:07Z: set the clock",
        false);
  }

  @ParameterizedTest
  @CsvSource({
    "EXPIRED, has expired",
    "NOT_YET_VALID, is not valid yet",
    "ALGORITHM_CONSTRAINED, too weak to accept",
    "INVALID_SIGNATURE, signed by nobody we trust",
  })
  void reasonsOfThePathCheckAreUnderstood(BasicReason reason, String expected) {
    Fault fault =
        explain(wrapped(new CertPathValidatorException("x", new IOException(), null, -1, reason)));
    assertTrue(fault.text().contains(expected), fault.text());
  }

  @ParameterizedTest
  @CsvSource({
    "No subject alternative DNS name matching h found., is not for 'h'",
    "No subject alternative names matching IP address 192.0.2.1 found, is not for 'h'",
    "No name matching h found, is not for 'h'",
    "unable to find valid certification path to requested target, set ca-file",
    "something new, is refused: something new",
  })
  void otherCertificateFaultsAreLasting(String message, String expected) {
    Fault fault = explain(wrapped(new CertificateException(message)));
    assertTrue(fault.text().contains(expected), fault.text());
    assertTrue(fault.lasting());
  }

  @ParameterizedTest
  @CsvSource({
    "Received fatal alert: protocol_version, offers no TLS 1.3 or 1.2, true",
    "Received fatal alert: handshake_failure, shares no cipher suite, true",
    "Received fatal alert: certificate_required, wants a client certificate, true",
    "Received fatal alert: unrecognized_name, does not know itself by this name, true",
    "Received fatal alert: internal_error, ended TLS with the alert 'internal_error', false",
    "The server selected protocol version TLS10 is not accepted by client preferences [TLS13],"
        + " offers no TLS 1.3 or 1.2, true",
    "Unsupported or unrecognized SSL message, does not speak TLS on this port, true",
    "something new, TLS with mqtts://h:1 failed: something new, false",
  })
  void faultsOfTheProtocolAreUnderstood(String message, String expected, boolean lasting) {
    Fault fault = explain(new SSLException(message));
    assertTrue(fault.text().contains(expected), fault.text());
    assertEquals(lasting, fault.lasting());
  }

  @Test
  void endOfTheConnectionDuringTheHandshakeHintsAtThePort() {
    SSLHandshakeException failure = new SSLHandshakeException("Remote host terminated");
    failure.initCause(new EOFException("SSL peer shut down incorrectly"));
    Fault fault = explain(failure);
    assertTrue(fault.text().contains("check that this is its TLS port"), fault.text());
    assertFalse(fault.lasting());
  }

  @Test
  void otherFaultsAreNotExplained() {
    assertEquals(Optional.empty(), TlsFaults.explain(new SocketException("reset"), "b", "h", NOW));
  }

  @Test
  void exceptionWithoutMessageIsNamed() {
    assertTrue(
        explain(wrapped(new CertificateException())).text().contains("CertificateException"));
  }

  private static void assertFault(Throwable failure, String text, boolean lasting) {
    assertEquals(new Fault(text, lasting), explain(failure));
  }

  private static Fault explain(Throwable failure) {
    return TlsFaults.explain(failure, "mqtts://h:1", "h", NOW).orElseThrow();
  }

  /** As the JDK does it, and Paho around it. */
  private static IOException wrapped(Exception cause) {
    SSLHandshakeException handshake = new SSLHandshakeException("PKIX path validation failed");
    handshake.initCause(new CertificateException("PKIX path validation failed", cause));
    return new IOException(handshake);
  }
}

package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.Fault;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.tls.BrokerCertificateException.Reason;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TlsFaultsTest {
  private static final Security NO_CERTIFICATE = Security.Certificates.trusting(Optional.empty());
  private static final Security WITH_CERTIFICATE =
      new Security.Certificates(
          Optional.empty(),
          Optional.empty(),
          Optional.of(new ClientCertificate(Path.of("own.pem"), Path.of("own.key"))),
          InstantSource.system());

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NOT_YET_VALID")
  void verdictOnTheCertificateIsLastingAndToldAsItIs(Reason reason) {
    assertEquals(
        Fault.lasting("certificate of mqtts://h:1 is so and so"),
        explain(wrapped(new BrokerCertificateException(reason, "is so and so"))));
  }

  @Test
  void certificateOfTheFutureIsTriedAgainSoonBecauseTheClockWillBeSet() {
    assertEquals(
        Fault.passing("certificate of mqtts://h:1 is early"),
        explain(wrapped(new BrokerCertificateException(Reason.NOT_YET_VALID, "is early"))));
  }

  @ParameterizedTest
  @CsvSource({
    "Received fatal alert: protocol_version, offers no TLS 1.3 or 1.2, LASTING",
    "Received fatal alert: handshake_failure, shares no cipher suite, REFUSED",
    "Received fatal alert: certificate_required, wants a client certificate, REFUSED",
    "(protocol_version) Received fatal alert: protocol_version, offers no TLS 1.3 or 1.2, LASTING",
    "(bad_record_mac) Received fatal alert: bad_record_mac,"
        + " ended TLS with the alert 'bad_record_mac', PASSING",
    "Received fatal alert: unrecognized_name, does not know itself by this name, LASTING",
    "Received fatal alert: internal_error, ended TLS with the alert 'internal_error', PASSING",
    "The server selected protocol version TLS10 is not accepted by client preferences [TLS13],"
        + " offers no TLS 1.3 or 1.2, LASTING",
    "Unsupported or unrecognized SSL message, does not speak TLS on this port, LASTING",
    "something new, TLS with mqtts://h:1 failed: something new, PASSING",
  })
  void faultsOfTheProtocolAreUnderstood(String message, String expected, Fault.Kind kind) {
    Fault fault = explain(new SSLException(message));
    assertTrue(fault.text().contains(expected), fault.text());
    assertEquals(kind, fault.kind());
  }

  @ParameterizedTest
  @CsvSource({
    "certificate_expired, says that our certificate has expired",
    "certificate_revoked, says that our certificate was revoked",
    "unknown_ca, does not know the authority of our certificate",
    "certificate_unknown, does not take our certificate ('certificate_unknown')",
    "bad_certificate, does not take our certificate ('bad_certificate')",
    "decrypt_error, does not take our certificate ('decrypt_error')",
    "certificate_required, did not get our certificate",
  })
  void brokerThatDoesNotTakeOurCertificateIsToldWithTheFile(String alert, String expected) {
    Fault fault = explain(alert(alert), WITH_CERTIFICATE);
    assertEquals(
        Fault.refused(
            "mqtts://h:1 "
                + expected
                + ", which is in own.pem: renew it, or look at the broker's log"),
        fault);
  }

  @ParameterizedTest
  @ValueSource(strings = {"certificate_required", "bad_certificate", "unknown_ca"})
  void certificateThatWeDoNotHaveIsAskedFor(String alert) {
    Fault fault = explain(alert(alert));
    assertTrue(fault.text().contains("wants a client certificate, which this link"), fault.text());
    assertTrue(fault.text().contains("set certificate-file"), fault.text());
  }

  @Test
  void handshakeThatFailedMayBeDueToTheCertificateThatWasShown() {
    String text = explain(alert("handshake_failure"), WITH_CERTIFICATE).text();
    assertTrue(text.contains("or does not take our certificate"), text);
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
    assertEquals(
        Optional.empty(), TlsFaults.explain(new SocketException("reset"), "b", NO_CERTIFICATE));
  }

  @Test
  void exceptionWithoutMessageIsNamed() {
    assertTrue(explain(new SSLException((String) null)).text().contains("SSLException"));
  }

  private static SSLException alert(String name) {
    return new SSLHandshakeException("Received fatal alert: " + name);
  }

  private static Fault explain(Throwable failure) {
    return explain(failure, NO_CERTIFICATE);
  }

  private static Fault explain(Throwable failure, Security security) {
    return TlsFaults.explain(failure, "mqtts://h:1", security).orElseThrow();
  }

  /** As the JDK does it, and Paho around it. */
  private static IOException wrapped(BrokerCertificateException cause) {
    SSLHandshakeException handshake = new SSLHandshakeException(cause.getMessage());
    handshake.initCause(cause);
    return new IOException(handshake);
  }
}

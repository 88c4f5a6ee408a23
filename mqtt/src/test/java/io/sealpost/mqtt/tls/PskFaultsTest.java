package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.Fault;
import java.io.IOException;
import java.net.SocketException;
import java.util.Optional;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsFatalAlertReceived;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PskFaultsTest {
  @ParameterizedTest
  @CsvSource({
    "115, does not know the identity 'me': add it there, REFUSED",
    "20, has another key for the identity 'me', REFUSED",
    "51, has another key for the identity 'me', REFUSED",
    "70, offers no TLS 1.2, LASTING",
    "40, takes no pre-shared key on this port, LASTING",
    "71, takes no pre-shared key on this port, LASTING",
    "112, does not know itself by this name, LASTING",
    "80, ended TLS with the alert 'internal_error', PASSING",
  })
  void alertsOfTheBrokerAreUnderstood(short alert, String expected, Fault.Kind kind) {
    Fault fault = explain(new TlsFatalAlertReceived(alert));
    assertTrue(fault.text().startsWith("mqtts://h:1 " + expected), fault.text());
    assertEquals(kind, fault.kind());
  }

  @ParameterizedTest
  @CsvSource({
    "70, 'mqtts://h:1 offers no TLS 1.2', LASTING",
    "20, a message from mqtts://h:1 was damaged on its way, PASSING",
    "47, TLS with mqtts://h:1 failed: illegal_parameter(47), PASSING",
  })
  void faultsThatWeNoticeAreTold(short alert, String expected, Fault.Kind kind) {
    Fault fault = explain(new TlsFatalAlert(alert));
    assertTrue(fault.text().startsWith(expected), fault.text());
    assertEquals(kind, fault.kind());
  }

  @Test
  void missingKeyIsToldAsItWas() {
    assertEquals(
        Fault.lasting("no pre-shared key for mqtts://h:1: key file psk: there is none"),
        explain(new IOException(new NoKeyException("key file psk: there is none"))));
  }

  @Test
  void otherFaultsAreNotExplained() {
    assertEquals(Optional.empty(), PskFaults.explain(new SocketException("reset"), "b", "me"));
  }

  private static Fault explain(Throwable failure) {
    return PskFaults.explain(failure, "mqtts://h:1", "me").orElseThrow();
  }
}

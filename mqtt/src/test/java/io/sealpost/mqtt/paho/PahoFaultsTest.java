package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.Fault;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.net.Wire;
import io.sealpost.mqtt.testing.Options;
import java.io.EOFException;
import java.net.ConnectException;
import java.net.SocketException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Test;

class PahoFaultsTest {
  private static final LinkOptions OPTIONS =
      Options.to("mqtts://h").as("rpi-07").login("user", "hunter2").link();

  @Test
  void refusedLoginNamesClientAndUserButNotThePassword() {
    for (int code : List.of(4, 5)) {
      Fault fault = connecting(new MqttException(code));
      assertTrue(fault.text().contains("client 'rpi-07' (user 'user')"), fault.text());
      assertFalse(fault.text().contains("hunter2"));
      assertTrue(fault.lasting());
    }
  }

  @Test
  void networkFaultInsideOneOfPahosIsFound() {
    Throwable failure = new MqttException(new ConnectException("Connection refused"));
    assertTrue(connecting(failure).text().startsWith("nothing listens at mqtts://h:8883"));
    assertEquals(connecting(failure), connecting(new ConnectException("Connection refused")));
  }

  @Test
  void tlsFaultInsideOneOfPahosIsFound() {
    SSLHandshakeException alert =
        new SSLHandshakeException("Received fatal alert: protocol_version");
    assertTrue(connecting(new MqttException(alert)).text().contains("offers no TLS 1.3 or 1.2"));
    assertTrue(losing(new MqttException(alert)).text().contains("offers no TLS 1.3 or 1.2"));
  }

  @Test
  void missingPingResponseIsToldWithTheKeepAlive() {
    for (int code : List.of(32_000, 32_002)) {
      String text = losing(new MqttException(code)).text();
      assertEquals("mqtts://h:8883 did not answer a ping for 60 s: check the network", text);
    }
  }

  @Test
  void lostConnectionSaysWhatBrokeIt() {
    String ended = losing(new MqttException(32_109, new EOFException())).text();
    assertTrue(ended.contains("closed the connection"), ended);
    String reset = losing(new MqttException(32_109, new SocketException("Broken pipe"))).text();
    assertTrue(reset.contains("Broken pipe"), reset);
  }

  @Test
  void packetThatIsNotMqttIsToldAsItIs() {
    Throwable failure = new MqttException(32_109, new PacketException("sent a bad packet"));
    assertEquals("mqtts://h:8883 sent a bad packet", losing(failure).text());
    assertEquals("mqtts://h:8883 sent a bad packet", connecting(failure).text());
  }

  @Test
  void anythingElseIsPassedOn() {
    assertTrue(losing(new MqttException(32_108)).text().contains("32108"));
    assertTrue(connecting(new IllegalStateException("bug")).text().contains("bug"));
  }

  @Test
  void certificateThatWasShownIsNamedAndNotTheOneThatWasGiven() {
    Path given = Path.of("/etc/sealpost/certificate.pem");
    ClientCertificate client = new ClientCertificate(given, Path.of("/etc/sealpost/key"));
    Security security =
        new Security.Certificates(
            Optional.empty(), Optional.empty(), Optional.of(client), InstantSource.system());
    LinkOptions own = Options.to("mqtts://h").secured(security).link();
    LinkOptions shown = own.showing(Path.of("/var/lib/sealpost/certificate-new.pem"));
    for (Exception failure :
        List.of(
            new MqttException(5),
            new SSLHandshakeException("Received fatal alert: certificate_expired"))) {
      assertTrue(
          named(failure, own).contains("in /etc/sealpost/certificate.pem"), named(failure, own));
      String text = named(failure, shown);
      assertTrue(text.contains("in /var/lib/sealpost/certificate-new.pem"), text);
      assertFalse(text.contains("/etc/"), text);
    }
    assertEquals(OPTIONS, OPTIONS.showing(given), "a link without a certificate");
  }

  private static String named(Throwable failure, LinkOptions options) {
    return PahoFaults.connecting(failure, Wire.Stage.CONNECTING, options).text();
  }

  private static Fault connecting(Throwable failure) {
    return PahoFaults.connecting(failure, Wire.Stage.CONNECTING, OPTIONS);
  }

  private static Fault losing(Throwable failure) {
    return PahoFaults.losing(failure, OPTIONS);
  }
}

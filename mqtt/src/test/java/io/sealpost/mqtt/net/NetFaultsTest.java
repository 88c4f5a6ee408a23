package io.sealpost.mqtt.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class NetFaultsTest {
  private static final BrokerUrl URL = BrokerUrl.parse(URI.create("mqtts://broker.example"));

  static Stream<Arguments> failures() {
    return Stream.of(
        Arguments.of(new UnknownHostException("x"), "no address for 'broker.example'"),
        Arguments.of(new NoRouteToHostException("x"), "no way to mqtts://broker.example:8883"),
        Arguments.of(
            new SocketTimeoutException("x"), "mqtts://broker.example:8883 does not answer"),
        Arguments.of(new ConnectException("Connection refused"), "nothing listens at mqtts://"),
        Arguments.of(new ConnectException("Connection timed out"), "does not answer"),
        Arguments.of(new ConnectException("Network is unreachable"), "Network is unreachable"),
        Arguments.of(
            new WebSocketException("answered '404'"), "mqtts://broker.example:8883 answered"),
        Arguments.of(new SocketException("Connection reset"), "Connection reset"),
        Arguments.of(new IOException(), "IOException"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void failedConnectNamesBrokerAndFault(IOException failure, String expected) {
    Fault fault = NetFaults.opening(failure, Wire.Stage.CONNECTING, URL);
    assertTrue(fault.text().contains(expected), fault.text());
    assertTrue(fault.text().contains("broker.example"), fault.text());
    assertFalse(fault.text().contains("\n"), fault.text());
    assertFalse(fault.lasting(), "networks come back");
  }

  @ParameterizedTest
  @CsvSource({
    "SECURING, broke off the TLS handshake (reset): check that this is its TLS port",
    "UPGRADING, broke off the WebSocket handshake (reset): check the path",
    "OPEN, hung up instead of greeting (reset): look at its log",
  })
  void laterEndSaysHowFarItCame(Wire.Stage stage, String expected) {
    Fault fault = NetFaults.opening(new SocketException("reset"), stage, URL);
    assertEquals(Fault.passing("mqtts://broker.example:8883 " + expected), fault);
  }

  @Test
  void answerToAWebSocketHandshakeIsQuoted() {
    IOException failure = new WebSocketException("answered '404'");
    Fault fault = NetFaults.opening(failure, Wire.Stage.UPGRADING, URL);
    assertEquals(Fault.passing("mqtts://broker.example:8883 answered '404'"), fault);
  }

  @Test
  void endOfAnOpenConnectionHintsAtASecondClient() {
    String text = NetFaults.losing(new EOFException(), URL).text();
    assertTrue(text.contains("another client uses the same client id"), text);
  }

  @Test
  void brokenConnectionSaysWhatBrokeIt() {
    assertEquals(
        Fault.passing("connection to mqtts://broker.example:8883 lost: Connection reset"),
        NetFaults.losing(new SocketException("Connection reset"), URL));
  }

  @ParameterizedTest
  @EnumSource(Wire.Stage.class)
  void endOfPatienceSaysHowFarItCame(Wire.Stage stage) {
    String text = NetFaults.tooLate(stage, URL, 20).text();
    assertTrue(text.startsWith("mqtts://broker.example:8883 d"), text);
    assertTrue(text.contains("within 20 s"), text);
  }
}

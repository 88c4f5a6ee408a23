package io.sealpost.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.mqtt.BrokerUrl.Scheme;
import io.sealpost.mqtt.testing.Thrown;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BrokerUrlTest {
  @ParameterizedTest
  @CsvSource({
    "mqtts://broker.example, MQTTS, broker.example, 8883, ''",
    "mqtts://broker.example/, MQTTS, broker.example, 8883, ''",
    "MQTTS://broker.example:443, MQTTS, broker.example, 443, ''",
    "mqtt://192.0.2.7, MQTT, 192.0.2.7, 1883, ''",
    "mqtts://[2001:db8::1]:8884, MQTTS, 2001:db8::1, 8884, ''",
    "mqtts://[::1], MQTTS, ::1, 8883, ''",
    "wss://broker.example, WSS, broker.example, 443, /mqtt",
    "wss://broker.example:9001/, WSS, broker.example, 9001, /",
    "wss://broker.example/a/b, WSS, broker.example, 443, /a/b",
  })
  void urlsAreTakenApart(String text, Scheme scheme, String host, int port, String path) {
    assertEquals(new BrokerUrl(scheme, host, port, path), BrokerUrl.parse(URI.create(text)));
  }

  @ParameterizedTest
  @CsvSource({
    "mqtts://h, mqtts://h:8883",
    "mqtts://[::1], mqtts://[::1]:8883",
    "wss://h/x, wss://h:443/x",
  })
  void urlsArePrintedInFull(String text, String printed) {
    assertEquals(printed, BrokerUrl.parse(URI.create(text)).toString());
    assertEquals(printed, BrokerUrl.parse(URI.create(printed)).toString());
  }

  @ParameterizedTest
  @CsvSource({
    "ssl://h:8883, write mqtts://",
    "tls://h, write mqtts://",
    "tcp://h, write mqtts://",
    "https://h, write wss://",
    "ws://h, write wss://",
    "amqp://h, 'expected one of mqtts://host, mqtt://host, wss://host'",
    "broker.example, expected one of",
    "h:8883, expected one of",
    "mqtts:h, expected scheme://host",
    "mqtts:///x, expected scheme://host",
    "mqtts://broker.example.:8883, write the host without the dot",
    "mqtts://my_broker, 'letters, digits'",
    "mqtts://h:0, a port from 1 to 65535",
    "mqtts://h:65536, a port from 1 to 65535",
    "mqtts://h/path, expected no path",
    "mqtts://h?a=b, expected nothing after the path",
    "wss://h/mqtt?a=b, expected nothing after the path",
    "mqtts://h#f, expected nothing after the path",
  })
  void anythingElseIsRefusedWithTheUrlAndWhatToDo(String text, String advice) {
    String message = refusal(text);
    assertTrue(message.contains("'" + text + "'"), message);
    assertTrue(message.contains(advice), message);
  }

  @ParameterizedTest
  @CsvSource({
    "mqtts://user:hunter2@h",
    "mqtts://hunter2@my_broker",
    "ssl://u:hunter2@h",
    "mqtts:user:hunter2@h",
    "mqtts:/user:hunter2@h",
    "mqtts:///user:hunter2@h"
  })
  void userInformationIsRefusedWithoutQuotingIt(String text) {
    String message = refusal(text);
    assertTrue(message.contains("user information"), message);
    assertFalse(message.contains("hunter2"), message);
  }

  @Test
  void onlyMqttIsInTheClear() {
    assertTrue(Scheme.MQTTS.secure());
    assertTrue(Scheme.WSS.secure());
    assertFalse(Scheme.MQTT.secure());
  }

  @Test
  void partsAreCheckedWhenPutTogether() {
    assertThrows(IllegalArgumentException.class, () -> new BrokerUrl(Scheme.MQTTS, "", 8883, ""));
    assertThrows(IllegalArgumentException.class, () -> new BrokerUrl(Scheme.MQTTS, "h", 0, ""));
    assertThrows(IllegalArgumentException.class, () -> new BrokerUrl(Scheme.MQTTS, "h", 1, "/x"));
    assertThrows(IllegalArgumentException.class, () -> new BrokerUrl(Scheme.WSS, "h", 1, ""));
  }

  private static String refusal(String text) {
    return Thrown.message(IllegalArgumentException.class, () -> BrokerUrl.parse(URI.create(text)));
  }
}

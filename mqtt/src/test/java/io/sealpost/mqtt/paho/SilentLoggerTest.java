package io.sealpost.mqtt.paho;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.net.Wire;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.logging.Logger;
import org.eclipse.paho.client.mqttv3.logging.LoggerFactory;
import org.junit.jupiter.api.Test;

class SilentLoggerTest {
  @Test
  void pahoMakesItsLoggersOfItOnceThereIsAClient() throws MqttException {
    ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    try {
      BrokerUrl url = BrokerUrl.parse(URI.create("mqtt://127.0.0.1"));
      Wire wire = new Wire(url, Optional.empty(), Duration.ofSeconds(1), timer);
      new PahoClient(
          new WireModule(wire, url, new OversizedMessages(System::nanoTime, text -> {})),
          "id",
          timer);
      Logger made = LoggerFactory.getLogger(LoggerFactory.MQTT_CLIENT_MSG_CAT, "any");
      assertInstanceOf(SilentLogger.class, made);
    } finally {
      timer.shutdownNow();
    }
  }

  @Test
  void wantsNoTextsToBePutTogetherForIt() {
    SilentLogger logger = new SilentLogger();
    assertFalse(logger.isLoggable(Logger.SEVERE));
    assertEquals("119", logger.formatMessage("119", new Object[] {"what"}));
  }
}

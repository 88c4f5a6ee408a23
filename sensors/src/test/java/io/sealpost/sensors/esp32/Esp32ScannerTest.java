package io.sealpost.sensors.esp32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class Esp32ScannerTest {
  private final FakeLine line = new FakeLine();
  private final QueueEar ear = new QueueEar();
  private final Esp32Scanner scanner = new Esp32Scanner(line, false);

  @Test
  void itIsNamedForTheEndOfItsPort() {
    assertEquals("esp32 bs_CP2102N_USB_to_UART_Bridge_Controller_0001-if00-port0", scanner.name());
    assertEquals(Radio.BLUETOOTH, scanner.radio());
  }

  @Test
  void nobodyCanBeAsked() {
    MacAddress address = new MacAddress("5B:3B:6C:51:90:49");
    assertFalse(
        scanner.canAsk(
            new KnownPerson("anna", List.of(new Identity.Bluetooth(address)), Optional.empty())));
  }

  @Test
  void aSurpriseIsToldAndDoesNotEndIt() throws Exception {
    line.surprise = new IllegalStateException("cannot be");
    scanner.start(ear);
    String told = ear.await("deaf esp32 ");
    assertTrue(told.endsWith(" failed: java.lang.IllegalStateException: cannot be"), told);
    scanner.close();
  }
}

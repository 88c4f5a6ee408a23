package io.sealpost.station.command;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.DeviceId;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest {
  private static final DeviceId ONE = new DeviceId("one");
  private static final DeviceId TWO = new DeviceId("two");

  private final Window window = new Window(2);

  @Test
  void whatIsOnItsWayTakesRoomUntilItIsAnswered() {
    window.add(ONE, at(0));
    window.add(TWO, at(1000));
    assertEquals(0, window.room(at(1000)));
    assertEquals(Duration.ofSeconds(1), window.patience(at(1000)));

    window.remove(TWO);
    assertEquals(1, window.room(at(1000)));
  }

  @Test
  void whatIsNotAnsweredSoonMakesRoom() {
    window.add(ONE, at(0));
    window.add(TWO, at(500));

    assertEquals(1, window.room(at(2000)));
    assertEquals(2, window.room(at(2500)));
  }

  @Test
  void anotherCommandToTheSameDeviceTakesItsPlaceAnew() {
    window.add(ONE, at(0));
    window.add(ONE, at(1500));

    assertEquals(1, window.room(at(2500)));
  }

  private static Duration at(long millis) {
    return Duration.ofMillis(millis);
  }
}

package io.sealpost.station.inbox;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.DeviceStatus;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusBoardTest {
  private static final DeviceId DEVICE = new DeviceId("a");

  private final StatusBoard board = new StatusBoard();

  @Test
  void aChangeIsToldOnce() {
    board.put(DEVICE, DeviceStatus.ONLINE);

    assertEquals(told(DeviceStatus.ONLINE), board.due(Duration.ZERO));
    assertEquals(List.of(), board.due(Duration.ofSeconds(9)));
  }

  @Test
  void changesWithinASecondAreToldTogetherByTheLastOfThem() {
    board.put(DEVICE, DeviceStatus.ONLINE);
    board.due(Duration.ZERO);
    board.put(DEVICE, DeviceStatus.OFFLINE);

    assertEquals(List.of(), board.due(Duration.ofMillis(999)));
    assertEquals(told(DeviceStatus.OFFLINE), board.due(Duration.ofSeconds(1)));
  }

  @Test
  void aChangeThatWasUndoneMeanwhileIsNotTold() {
    board.put(DEVICE, DeviceStatus.ONLINE);
    board.due(Duration.ZERO);
    board.put(DEVICE, DeviceStatus.OFFLINE);
    board.put(DEVICE, DeviceStatus.ONLINE);

    assertEquals(List.of(), board.due(Duration.ofSeconds(2)));
  }

  private static List<Event> told(DeviceStatus status) {
    return List.of(new Event.StatusChanged(DEVICE, status));
  }
}

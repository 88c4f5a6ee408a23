package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StationEventsTest {
  private final FakeEventSource source = new FakeEventSource();
  private final FakePace pace = new FakePace();
  private int changes;

  private StationEvents begin(String networkInterface) {
    StationEvents events = new StationEvents(source, pace, networkInterface, () -> changes++);
    events.start();
    pace.passSeconds(0);
    return events;
  }

  @Test
  void joiningAndLeavingOneInterfaceIsToldAndNothingElse() throws Exception {
    source.lines = Recorded.text("event.txt").lines().toList();
    begin("wlan0");
    assertEquals(2, changes);
  }

  @ParameterizedTest
  @CsvSource({
    "'wlan0: new station 02:00:00:00:01:00', 1",
    "'wlan0 (phy #0): del station 02:00:00:00:01:00', 1",
    "'wlan1: new station 02:00:00:00:01:00', 0",
    "'wlan0: new station', 0",
    "'wlan00: new station 02:00:00:00:01:00', 0",
    "'wlan0: regulatory: new station 02:00:00:00:01:00', 0"
  })
  void onlyAWholeLineIsAnEvent(String line, int count) {
    source.lines = List.of(line);
    begin("wlan0");
    assertEquals(count, changes);
  }

  @Test
  void whatEndsIsStartedAgainEverLater() {
    begin("wlan0");
    List<Integer> at = new ArrayList<>();
    for (int second = 1; second <= 200; second++) {
      int before = source.begun;
      pace.passSeconds(1);
      if (source.begun > before) {
        at.add(second);
      }
    }
    assertEquals(List.of(1, 3, 7, 15, 31, 63, 123, 183), at);
  }

  @Test
  void whatCannotBeStartedIsTriedAgain() {
    source.failure = new IOException("No such file or directory");
    begin("wlan0");
    pace.passSeconds(1);
    assertEquals(2, source.begun);
  }

  @Test
  void afterAMinuteOfEventsThePauseIsShortAgain() {
    begin("wlan0");
    pace.passSeconds(31);
    assertEquals(6, source.begun);
    source.meanwhile = () -> pace.passSeconds(60);
    pace.passSeconds(32);
    source.meanwhile = () -> {};
    int before = source.begun;
    pace.passSeconds(1);
    assertEquals(before + 1, source.begun);
  }

  @Test
  void afterClosingNothingIsStarted() {
    StationEvents events = begin("wlan0");
    events.close();
    assertTrue(source.closed);
    assertTrue(pace.closed);
    pace.passSeconds(100);
    assertEquals(1, source.begun);
  }
}

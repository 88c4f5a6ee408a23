package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StationDumpTest {
  private static final String HEAD = "Station 02:00:00:00:01:00 (on wlan0)\n";

  private static Station only(String text) throws SensorException {
    List<Station> stations = StationDump.parse(text);
    assertEquals(1, stations.size());
    return stations.get(0);
  }

  private static SensorException fault(String text) {
    return assertThrows(SensorException.class, () -> StationDump.parse(text), text);
  }

  @Test
  void aStationIsReadAsItIsPrinted() throws Exception {
    assertEquals(
        new Station(
            new MacAddress("02:00:00:00:01:00"),
            Duration.ofMillis(2368),
            OptionalInt.of(-30),
            true),
        only(Recorded.text("dump-joined.txt")));
  }

  @Test
  void whoHasNotShownThePasswordIsNotAdmitted() throws Exception {
    assertFalse(only(Recorded.text("dump-wrong-password.txt")).admitted());
  }

  @Test
  void severalStationsAreKeptApart() throws Exception {
    List<Station> stations =
        StationDump.parse(
            Recorded.text("dump-joined.txt") + Recorded.text("dump-wrong-password.txt"));
    assertEquals(List.of(true, false), stations.stream().map(Station::admitted).toList());
  }

  @Test
  void withoutStationsNothingIsPrinted() throws Exception {
    assertEquals(List.of(), StationDump.parse(""));
  }

  @Test
  void aDriverMayTellLittle() throws Exception {
    assertEquals(
        new Station(new MacAddress("02:00:00:00:01:00"), Duration.ZERO, OptionalInt.empty(), true),
        only(HEAD));
  }

  @ParameterizedTest
  @CsvSource({
    "'\tsignal:  \t-61 dBm\n', -61",
    "'\tsignal:  \t-61 [-64, -65] dBm\n', -61",
    "'\tsignal avg:\t-62 dBm\n', -62",
    "'\tsignal avg:\t-62 dBm\n\tsignal:  \t-61 dBm\n', -61",
    "'\tlast ack signal:-63 dBm\n\tsignal:\t-61 dBm\n', -61"
  })
  void theSignalIsThatOfTheLastFrameOrElseTheAverage(String lines, int dbm) throws Exception {
    assertEquals(OptionalInt.of(dbm), only(HEAD + lines).rssiDbm());
  }

  @Test
  void aSignalThatNoRadioHasIsLeftOut() throws Exception {
    assertEquals(OptionalInt.empty(), only(HEAD + "\tsignal:\t127 dBm\n").rssiDbm());
    assertEquals(OptionalInt.empty(), only(HEAD + "\tsignal:\t-128 dBm\n").rssiDbm());
  }

  @Test
  void whoIsNotAssociatedIsNotAdmitted() throws Exception {
    assertFalse(only(HEAD + "\tauthorized:\tyes\n\tassociated:\tno\n").admitted());
  }

  @Test
  void tellsOfOneLinkOfSeveralDoNotMatter() throws Exception {
    String text = HEAD + "\tinactive time:\t5 ms\n\n\tLink 0:\n\t\tinactive time:\t99 ms\n\n";
    assertEquals(Duration.ofMillis(5), only(text).inactive());
  }

  @Test
  void factsThatAreNewOrLongDoNotMatter() throws Exception {
    assertTrue(only(HEAD + "\tfuture:\t" + "x".repeat(500) + "\n\tmood: good\n").admitted());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "command failed: No such device (-19)\n",
        "\tsignal:\t-61 dBm\n",
        "Station 02:00:00:00:01 (on wlan0)\n",
        "Station ::::::::::::::::: (on wlan0)\n",
        HEAD + "usage\n",
        HEAD + "\tinactive time:\t-5 ms\n",
        HEAD + "\tinactive time:\t99999999999 ms\n",
        HEAD + "\tinactive time:\tlong\n",
        HEAD + "\tsignal:\tgood\n",
        HEAD + "\tauthorized:\tperhaps\n"
      })
  void whatCannotBeUnderstoodIsRefusedAndQuoted(String text) {
    SensorException e = fault(text);
    assertEquals(Kind.BAD_READING, e.kind());
    assertTrue(e.getMessage().startsWith("iw station dump printed \""), e.getMessage());
  }

  @Test
  void moreStationsThanCanBeAreRefused() throws Exception {
    assertEquals(
        StationDump.MAX_STATIONS, StationDump.parse(HEAD.repeat(StationDump.MAX_STATIONS)).size());
    assertEquals(
        "iw station dump printed more than 2007 stations",
        fault(HEAD.repeat(StationDump.MAX_STATIONS + 1)).getMessage());
  }

  @Test
  void anyTextIsReadOrRefused() throws Exception {
    String recorded = Recorded.text("dump-joined.txt");
    Random random = new Random(11);
    int refused = 0;
    for (int run = 0; run < 5_000; run++) {
      StringBuilder text = new StringBuilder(recorded);
      for (int change = 0; change < 3; change++) {
        text.setCharAt(random.nextInt(text.length()), (char) random.nextInt(128));
      }
      try {
        StationDump.parse(text.toString());
      } catch (SensorException e) {
        refused++;
      }
    }
    assertTrue(refused > 0 && refused < 5_000, refused + " refused");
  }
}

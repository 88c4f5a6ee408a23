package io.sealpost.sensors.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Sighting.AddressType;
import io.sealpost.sensors.presence.replay.BurstyLoss;
import io.sealpost.sensors.presence.replay.Loss;
import io.sealpost.sensors.presence.replay.Trace;
import io.sealpost.sensors.presence.replay.Trace.Heard;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Replays traces through the decision: scanners that listen all the time, with the usual rules. */
class TraceReplayTest {
  private static final int AFTERWARDS = 600;

  /** What is decided, and ten minutes after the last line too. */
  private static List<String> replay(Trace trace, KnownPerson... people) {
    FakeScanner[] scanners = {
      new FakeScanner("hci0", Radio.BLUETOOTH), new FakeScanner("lan", Radio.LAN)
    };
    Stage stage = new Stage(PresenceRules.USUAL, List.of(people), scanners);
    stage.log.clear();
    for (Heard heard : trace.heard()) {
      stage.goOn(heard.millis() / 1_000.0 - stage.seconds());
      stage.heard(heard.radio() == Radio.LAN ? 1 : 0, sighting(heard));
    }
    return stage.goOn(AFTERWARDS).log;
  }

  private static Sighting sighting(Heard heard) {
    return switch (heard.radio()) {
      case BLUETOOTH, UNKNOWN ->
          new Sighting.Bluetooth(
              heard.address(),
              AddressType.PUBLIC,
              Advertisement.NOTHING,
              heard.rssiDbm(),
              Duration.ZERO);
      case WIFI -> new Sighting.Station(heard.address(), heard.rssiDbm(), Duration.ZERO);
      case LAN ->
          new Sighting.Neighbour(Devices.PHONE_IP, Optional.of(heard.address()), Duration.ZERO);
    };
  }

  private static Trace resource(String name) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(TraceReplayTest.class.getResourceAsStream(name), name)) {
      return Trace.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList());
    }
  }

  @Test
  void anEveningIsDecidedAsItWas() throws IOException {
    assertEquals(
        List.of(
            "42 Ann present",
            "300 Bob absent",
            "618 Bob present",
            "1507 Ann absent",
            "1893 Ann present after 386",
            "2188 Bob absent",
            "2213 Ann absent"),
        replay(resource("evening.csv"), Devices.ann(), Devices.bob()));
  }

  private static KnownPerson known(String name, String address) {
    return new KnownPerson(
        name, List.of(new Identity.Bluetooth(new MacAddress(address))), Optional.empty());
  }

  /** The tag was silent from 8 s to 647 s, the phone heard once at 247 s. */
  @Test
  void whatTheEmulatedMachineRecordedIsDecidedAsItWas() throws IOException {
    assertEquals(
        List.of(
            "6 Keys present",
            "247 Anna present",
            "306 Keys absent",
            "547 Anna absent",
            "652 Keys present after 345",
            "1108 Keys absent"),
        replay(
            resource("lab.csv"),
            known("Keys", "C4:7C:8D:60:11:01"),
            known("Anna", "5C:F3:70:00:00:0A")));
  }

  @Test
  void aDayOfBurstyLossIsReplayedFromItsLines() {
    SplittableRandom random = new SplittableRandom(20261128);
    Loss phone = BurstyLoss.FITTED.phone();
    List<Heard> heard = new ArrayList<>();
    for (int scan = 0; scan < BurstyLoss.SCANS_A_DAY; scan++) {
      if (phone.heard(random)) {
        int dbm = random.nextInt(-90, -50);
        heard.add(new Heard(scan * 15_000L, Radio.BLUETOOTH, Devices.TAG, OptionalInt.of(dbm)));
      }
    }
    List<String> log = replay(Trace.parse(new Trace(heard).lines()), Devices.ann());
    long departures = log.stream().filter(line -> line.endsWith("absent")).count();
    assertTrue(departures >= 1 && departures <= 5, "the last, and about one that is false: " + log);
  }
}

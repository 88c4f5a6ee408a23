package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static io.sealpost.e2e.rig.Events.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Entrance;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Connections that are cut under load, twenty in all for each way into the broker. Four agents
 * share them, five each, because the pause before a reconnect doubles with every loss: twenty of
 * one agent would take minutes. Takes half a minute for each way.
 */
final class ReconnectIT {
  private static final int CUTS = 5;
  private static final List<String> DEVICES = List.of("rpi-01", "rpi-02", "rpi-03", "rpi-04");
  private static final List<String> STREAMS = List.of("temperature", "devices");
  private static final List<Person> PEOPLE =
      Stream.concat(
              DEVICES.stream().map(id -> new Person(id, Rights.DEVICE)),
              Stream.of(new Person("station", Rights.STATION)))
          .toList();

  private final Map<String, Load> loads = new LinkedHashMap<>();

  @AfterEach
  void stopAgents() throws IOException {
    for (Load load : loads.values()) {
      load.close();
    }
  }

  @ParameterizedTest
  @EnumSource
  void everyReconnectIsResumedAndNoReadingIsLostOrTwice(Entrance entrance, @TempDir Path folder)
      throws IOException {
    Site site = Site.create(folder, PEOPLE);
    try (Mosquitto broker = entrance.broker(folder.resolve("broker"), site, PEOPLE)) {
      for (String device : DEVICES) {
        site.drawKey(device);
      }
      try (Child watch = site.watch()) {
        for (String device : DEVICES) {
          loads.put(device, Load.start(site, device, entrance, broker.port(0)));
        }
        cutAndWait(watch);
        Map<String, String> hellos = lastHellos(watch);
        loads.values().forEach(load -> load.resumedEveryTime(load.awaitHello(watch, CUTS), CUTS));
        loads.values().forEach(Load::stop);
        awaitFarewells(watch);
        assertEquals(0, watch.terminate().code(), watch::toString);
        nothingIsRefusedOrMissing(entrance, watch);
        hellos.forEach((device, hello) -> nothingIsLostOrTwice(watch, device, hello));
      }
    }
  }

  private void cutAndWait(Child watch) throws IOException {
    for (Load load : loads.values()) {
      load.awaitHello(watch, 0);
    }
    for (int cut = 0; cut < CUTS; cut++) {
      for (Load load : loads.values()) {
        load.cut(cut);
      }
      for (Load load : loads.values()) {
        load.awaitHello(watch, cut + 1);
      }
    }
  }

  private Map<String, String> lastHellos(Child watch) {
    Map<String, String> hellos = new LinkedHashMap<>();
    loads.forEach((device, load) -> hellos.put(device, load.awaitHello(watch, CUTS)));
    return hellos;
  }

  private static void awaitFarewells(Child watch) {
    for (String device : DEVICES) {
      watch
          .out()
          .await(
              "farewell of " + device,
              Events.of("status", pair("device", device), pair("status", "offline")),
              PATIENCE);
    }
  }

  private static void nothingIsRefusedOrMissing(Entrance entrance, Child watch) {
    String end = watch.out().await("sums", Events.of("end"), PATIENCE);
    System.out.println("20 cuts under load by " + entrance + ": " + end);
    assertEquals(0, Events.number(end, "refused"), end);
    assertEquals(0, Events.number(end, "missing"), end);
  }

  /** The sequences that the station showed run from 0 to the last without hole or repetition. */
  private static void nothingIsLostOrTwice(Child watch, String device, String hello) {
    for (String stream : STREAMS) {
      List<Long> shown =
          watch.out().all().stream()
              .filter(Events.of("reading", pair("device", device), pair("stream", stream)))
              .map(line -> (long) Events.number(line, "sequence"))
              .sorted()
              .toList();
      List<Long> expected = LongStream.range(0, shown.size()).boxed().toList();
      assertEquals(expected, shown, device + " " + stream);
      assertTrue(
          shown.size() > lastSequence(hello, stream),
          () -> shown.size() + " readings of " + stream + ", but " + hello);
    }
  }

  private static long lastSequence(String hello, String stream) {
    Matcher matcher =
        Pattern.compile("\"" + stream + "\":\\{[^{}]*\"last_sequence\":([0-9]+)").matcher(hello);
    assertTrue(matcher.find(), hello);
    return Long.parseLong(matcher.group(1));
  }
}

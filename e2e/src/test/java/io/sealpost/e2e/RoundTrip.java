package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static io.sealpost.e2e.rig.Events.pair;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** The way of a reading and of a command, the same through every broker. */
final class RoundTrip {
  private static final String DEVICE = "rpi-07";
  private static final Duration STOP = Duration.ofSeconds(2);

  private final Site site;
  private final Path config;

  private RoundTrip(Site site, Path config) {
    this.site = site;
    this.config = config;
  }

  /**
   * Readings are opened, a command is answered and obeyed, the agent stops in time and still obeys
   * after its restart.
   */
  static void prove(Site site, int port) throws IOException {
    site.stationUses(port);
    site.drawKey(DEVICE);
    RoundTrip trip = new RoundTrip(site, site.configure(DEVICE, "Küche", port, "500ms"));
    try (Child watch = site.watch()) {
      trip.firstBoot(watch);
      trip.secondBoot(watch);
      assertEquals(0, watch.terminate().code(), watch::toString);
      String end = watch.out().await("sums", Events.of("end"), PATIENCE);
      assertEquals(0, Events.number(end, "refused"), end);
      assertEquals(0, Events.number(end, "missing"), end);
    }
  }

  private void firstBoot(Child watch) {
    try (Child agent = Site.agent(config)) {
      String reading = await(watch, "reading", pair("stream", "temperature"));
      assertTrue(reading.contains(pair("device", DEVICE)), reading);
      assertTrue(reading.contains(pair("simulated", true)), reading);
      assertTrue(reading.contains(pair("unit", "Cel")), reading);
      await(watch, "reading", pair("stream", "devices"), pair("simulated", true));
      await(watch, "reading", pair("stream", "health"), "\"handshakes_full\":1");
      await(watch, "status", pair("status", "online"));
      commandIsAnsweredAndObeyed(watch);
      stopsInTime(agent, watch);
    }
  }

  private void commandIsAnsweredAndObeyed(Child watch) {
    int before = watch.out().size();
    Child.Finished set = site.set(DEVICE, "temperature", "200ms");
    assertEquals(0, set.code(), () -> set.text() + set.err());
    assertTrue(set.text().contains(pair("outcome", "ok")), set::text);
    watch
        .out()
        .await(
            "hello with the new rate", before, Events.of("hello", "\"interval_s\":0.2"), PATIENCE);
    Child.Finished refused = site.set(DEVICE, "nonsense", "10s");
    assertEquals(1, refused.code(), refused::text);
    assertTrue(refused.text().contains(pair("status", "unknown-stream")), refused::text);
  }

  private static void stopsInTime(Child agent, Child watch) {
    int before = watch.out().size();
    Child.Exit exit = agent.terminate();
    assertEquals(0, exit.code(), agent::toString);
    assertTrue(exit.took().compareTo(STOP) < 0, () -> "took " + exit.took());
    watch.out().await("farewell", before, Events.of("status", pair("status", "offline")), PATIENCE);
    assertNoTrouble(agent);
  }

  private void secondBoot(Child watch) {
    int before = watch.out().size();
    try (Child agent = Site.agent(config)) {
      String hello =
          watch.out().await("second boot", before, Events.of("hello", pair("epoch", 2)), PATIENCE);
      assertTrue(hello.contains("\"temperature\":{\"interval_s\":0.2,"), hello);
      watch
          .out()
          .await(
              "reading of the second boot",
              before,
              Events.of("reading", pair("stream", "temperature"), pair("epoch", 2)),
              PATIENCE);
      Child.Finished devices = site.devices();
      assertEquals(0, devices.code(), devices::err);
      assertTrue(devices.text().contains(pair("status", "online")), devices::text);
      stopsInTime(agent, watch);
    }
  }

  /** Nothing in what the agent printed looks like an accident. */
  static void assertNoTrouble(Child agent) {
    for (String line : agent.out().all()) {
      assertFalse(line.contains("ERROR") || line.contains("Exception"), agent::toString);
      assertFalse(line.startsWith("\tat "), agent::toString);
    }
    assertTrue(agent.err().all().isEmpty(), agent::toString);
  }

  private static String await(Child watch, String kind, String... parts) {
    return watch
        .out()
        .await(kind + " " + String.join(" ", parts), Events.of(kind, parts), PATIENCE);
  }
}

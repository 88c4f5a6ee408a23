package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Events;
import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agent and station with the real Mosquitto. */
final class MosquittoIT {
  private static final String TEMPERATURE = Events.pair("stream", "temperature");

  private static final List<Person> PEOPLE =
      List.of(new Person("rpi-07", Rights.DEVICE), new Person("station", Rights.STATION));

  @Test
  void readingsArriveAndCommandsAreObeyed(@TempDir Path folder) throws IOException {
    Site site = Site.create(folder, PEOPLE);
    try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE)) {
      RoundTrip.prove(site, broker.port());
    }
  }

  /** The broker acknowledges to the device what its access list forbids, and throws it away. */
  @Test
  void streamThatTheAccessListDoesNotKnowIsMissed(@TempDir Path folder) throws IOException {
    List<Person> people =
        List.of(new Person("rpi-07", Rights.TEMPERATURES), new Person("station", Rights.STATION));
    Site site = Site.create(folder, people);
    try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"), site.authority(), people)) {
      site.stationUses(broker.port());
      site.drawKey("rpi-07");
      Path config = site.configure("rpi-07", "Küche", broker.port(), "500ms");
      try (Child watch = site.watch();
          Child agent = Site.agent(config)) {
        watch.out().await("a reading", Events.of("reading", TEMPERATURE), Events.PATIENCE);
        Predicate<String> gap = Events.of("gap", Events.pair("stream", "devices"));
        // A hello follows each; one that is said while a reading is on its way proves nothing.
        for (int i = 0; i < 20 && watch.out().all().stream().noneMatch(gap); i++) {
          Child.Finished set = site.set("rpi-07", "temperature", 400 + i + "ms");
          assertEquals(0, set.code(), () -> set.text() + set.err() + watch);
        }
        watch.out().await("the gap", gap, Events.PATIENCE);
        assertTrue(agent.isAlive(), agent::toString);
        assertEquals(0, watch.terminate().code(), watch::toString);
        assertFalse(watch.out().all().stream().anyMatch(Events.of("gap", TEMPERATURE)));
      }
    }
  }
}

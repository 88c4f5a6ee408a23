package io.sealpost.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.e2e.rig.Artemis;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agent and station with the quickstart's broker. */
final class ArtemisIT {
  private static final List<Person> PEOPLE =
      List.of(new Person("rpi-07", Rights.DEVICE), new Person("station", Rights.STATION));

  @Test
  void readingsArriveAndCommandsAreObeyed(@TempDir Path folder) throws IOException {
    Site site = Site.create(folder, PEOPLE);
    Path config = Artemis.configure(folder.resolve("broker"), site, PEOPLE, 0);
    try (Artemis broker = Artemis.start(config)) {
      RoundTrip.prove(site, broker.port());
      assertEquals(List.of(), broker.process().err().all(), "what the broker warns of");
    }
  }
}

package io.sealpost.e2e;

import io.sealpost.e2e.rig.Mosquitto;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Site;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agent and station with the real Mosquitto. */
final class MosquittoIT {
  private static final List<Person> PEOPLE =
      List.of(new Person("rpi-07", Rights.DEVICE), new Person("station", Rights.STATION));

  @Test
  void readingsArriveAndCommandsAreObeyed(@TempDir Path folder) throws IOException {
    Site site = Site.create(folder, PEOPLE);
    try (Mosquitto broker = Mosquitto.start(folder.resolve("broker"), site.authority(), PEOPLE)) {
      RoundTrip.prove(site, broker.port());
    }
  }
}

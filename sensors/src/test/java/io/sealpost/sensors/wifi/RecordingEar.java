package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertNotNull;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Sighting;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Remembers all that it is told, as one line each. */
final class RecordingEar implements Ear {
  private static final int PATIENCE_SECONDS = 60;

  private final BlockingQueue<String> told = new LinkedBlockingQueue<>();

  @Override
  public void heard(Sighting sighting) {
    told.add(line(sighting));
  }

  @Override
  public void listening() {
    told.add("listening");
  }

  @Override
  public void deaf(SensorException why) {
    told.add(why.kind() + " " + why.getMessage());
  }

  /** What it was told since this was asked before. */
  List<String> news() {
    List<String> news = new ArrayList<>();
    told.drainTo(news);
    return news;
  }

  /** Waits for a line that begins so; passes over those before. */
  String await(String beginning) throws InterruptedException {
    String next;
    do {
      next = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(next, "never told: " + beginning);
    } while (!next.startsWith(beginning));
    return next;
  }

  private static String line(Sighting sighting) {
    if (sighting instanceof Sighting.Neighbour host) {
      return host.address().getHostAddress()
          + host.mac().map(mac -> " " + mac).orElse("")
          + " "
          + host.age().toSeconds()
          + "s";
    }
    if (sighting instanceof Sighting.Station station) {
      return station.address()
          + (station.rssiDbm().isPresent() ? " " + station.rssiDbm().getAsInt() + " dBm" : "")
          + " "
          + station.age().toMillis()
          + "ms";
    }
    throw new AssertionError("a Wi-Fi scanner hears no " + sighting);
  }
}

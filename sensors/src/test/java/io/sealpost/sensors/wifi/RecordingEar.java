package io.sealpost.sensors.wifi;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Sighting;
import java.util.ArrayList;
import java.util.List;

/** Remembers all that it is told, as one line each. */
final class RecordingEar implements Ear {
  private final List<String> told = new ArrayList<>();

  @Override
  public synchronized void heard(Sighting sighting) {
    told.add(line(sighting));
  }

  @Override
  public synchronized void listening() {
    told.add("listening");
  }

  @Override
  public synchronized void deaf(SensorException why) {
    told.add(why.kind() + " " + why.getMessage());
  }

  /** What it was told since this was asked before. */
  synchronized List<String> news() {
    List<String> news = List.copyOf(told);
    told.clear();
    return news;
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

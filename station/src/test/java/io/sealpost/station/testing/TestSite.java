package io.sealpost.station.testing;

import io.sealpost.station.StationException;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.Site;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A site's folder in a temporary place. */
public final class TestSite {
  private TestSite() {}

  /** Writes one with a broker and the keys of some devices. */
  public static Site with(Path folder, FakeDevice... devices) throws StationException, IOException {
    Files.writeString(
        folder.resolve("station.toml"), "[broker]\nurl = \"mqtts://broker.example\"\n");
    Site site = new Site(folder);
    for (FakeDevice device : devices) {
      try (DeviceKey key = device.key()) {
        site.keys().add(key.device(), key.format(), key.psk());
      }
    }
    return site;
  }
}

package io.sealpost.station.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SiteTest {
  @Test
  void theEnvironmentNamesTheFolder() {
    Site site = Site.standard(Map.of("SEALPOST_SITE", "/srv/site", "HOME", "/home/me"));

    assertEquals(Path.of("/srv/site"), site.folder());
  }

  @Test
  void otherwiseItIsInTheHomeFolder() {
    Site site = Site.standard(Map.of("SEALPOST_SITE", "", "HOME", "/home/me"));

    assertEquals(Path.of("/home/me/.config/sealpost"), site.folder());
    assertEquals(Path.of("/home/me/.config/sealpost/state"), site.state());
  }
}

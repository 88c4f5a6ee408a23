package io.sealpost.e2e.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code revoke} from its beginning to its end: authority, broker, station. */
final class ProvisionRevokeIT {
  private static final String DEVICE = "rpi-07";
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void whoIsRevokedIsRefusedByTheBrokerAndTheStationBelievesNothingOfIt() throws IOException {
    try (BrokerSite site = BrokerSite.create(folder, "local-control")) {
      Files.createDirectories(folder.resolve("card/etc"));
      Path card = folder.resolve("card");
      String at = site.folder().toString();
      site.succeed(List.of("device", DEVICE, "--root", card.toString(), "--site", at));
      site.write();
      site.start();
      assertEquals(0, publish(site, card));

      BrokerSite.Run revoked = site.succeed(List.of("revoke", DEVICE, "--yes", "--site", at));

      assertTrue(revoked.text().contains(DEVICE + ": revoked\n"), revoked.text());
      String ring = site.read("station/keys/" + DEVICE + ".key");
      assertTrue(ring.contains("\nrevoked = "), "the ring has a key that counts");
      site.restart();
      assertNotEquals(0, publish(site, card));
      site.mosquitto().err().await("a reason", line -> line.contains("verify failed"), PATIENCE);
    }
  }

  @Test
  void theStationBelievesNothingOfItThoughTheBrokerCannotBeReached() throws IOException {
    try (BrokerSite site = BrokerSite.create(folder, "local-control")) {
      Path card = folder.resolve("card");
      Files.createDirectories(card.resolve("etc"));
      List<String> revoke = List.of("revoke", DEVICE, "--yes", "--site", site.folder().toString());
      site.succeed(List.of("device", DEVICE, "--root", card.toString(), "--site", revoke.get(4)));
      site.write();
      site.start();
      site.edit("site.toml", it -> it.replace("install = \"\"", "install = \"ssh:no@127.0.0.1\""));

      BrokerSite.Run half = site.run(revoke);

      assertEquals(75, half.code(), half::text);
      assertTrue(half.text().contains("no@127.0.0.1: ssh did not get there"), half.text());
      String ring = site.read("station/keys/" + DEVICE + ".key");
      assertTrue(ring.contains("\nrevoked = "), half::text);
      site.edit("site.toml", it -> it.replace("ssh:no@127.0.0.1", ""));
      BrokerSite.Run rest = site.succeed(revoke);
      assertTrue(rest.text().contains(DEVICE + ": revoked\n"), rest.text());
    }
  }

  private int publish(BrokerSite site, Path card) throws IOException {
    Path etc = card.resolve("etc/sealpost");
    Path options =
        BrokerSite.options(
            folder.resolve("device"),
            site.port(),
            "--cafile " + etc.resolve("ca.pem"),
            "--cert " + etc.resolve("certificate.pem"),
            "--key " + etc.resolve("secrets/certificate.key"));
    Child child =
        Child.start(
            "device",
            List.of(
                "mosquitto_pub",
                "-q",
                "1",
                "-i",
                DEVICE,
                "-t",
                "sealpost/" + DEVICE + "/status",
                "-m",
                "on"),
            Map.of("XDG_CONFIG_HOME", options.toString()));
    return child.awaitExit(PATIENCE);
  }
}

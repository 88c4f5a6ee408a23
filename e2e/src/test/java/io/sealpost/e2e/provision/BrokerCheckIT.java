package io.sealpost.e2e.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code broker --check} with real clients against real Mosquittos. */
final class BrokerCheckIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"local-control", "local-monitor", "robots", "internet"})
  void everyRuleOfAProfileHolds(String profile) throws IOException {
    try (BrokerSite site = BrokerSite.create(folder, profile)) {
      site.write();
      site.start();
      BrokerSite.Run run = site.check();
      assertEquals(0, run.code(), run::text);
      assertTrue(run.text().contains(": all as it should be"), run::text);
      assertFalse(run.text().contains("not tried"), run::text);
      assertTrue(run.row("device 1", "writes sealpost/DEVICE2/temperature").contains("denied"));
      assertTrue(run.row("revoked certificate", "connects").contains("denied"));
      assertTrue(run.row("device 1", "reads sealpost/DEVICE2/hello").contains("denied"));
      nothingIsLeft(site);
    }
  }

  @Test
  void everyRuleHoldsForPreSharedKeysToo() throws IOException {
    try (BrokerSite site = BrokerSite.create(folder, "local-control", "--login", "psk")) {
      int port = BrokerSite.freePort();
      site.edit("site.toml", toml -> toml.replace("login =", "psk-port = " + port + "\nlogin ="));
      // And where nobody measures a temperature.
      site.edit("site.toml", toml -> toml.replace("[\"temperature\", ", "[\"humidity\", "));
      site.write();
      site.start();
      String before = Files.readString(site.folder().resolve("broker/psk"));
      BrokerSite.Run run = site.check();
      assertEquals(0, run.code(), run::text);
      assertTrue(run.row("wrong pre-shared key", "connects").contains("denied"));
      assertTrue(run.row("device 1", "writes sealpost/DEVICE2/humidity").contains("denied"));
      assertEquals(before, Files.readString(site.folder().resolve("broker/psk")));
      nothingIsLeft(site);
    }
  }

  @Test
  void theStationMayReadHowTheBrokerIs() throws IOException {
    try (BrokerSite site = BrokerSite.create(folder, "local-control")) {
      site.write();
      site.start();
      Path config = site.stationOptions(folder.resolve("config"));
      List<String> read =
          List.of(
              "/usr/bin/env",
              "XDG_CONFIG_HOME=" + config,
              "mosquitto_sub",
              "-i",
              "looking",
              "-C",
              "1",
              "-W",
              "30",
              "-t",
              "$SYS/broker/version");
      Child.Finished heard = Child.run("mosquitto_sub", read, new byte[0]);
      assertEquals(0, heard.code(), heard::err);
      assertTrue(heard.text().contains("mosquitto version"), heard.text());
    }
  }

  @Test
  void aCheckThatCannotTellTheBrokerLeavesNoKey() throws IOException {
    try (BrokerSite site = BrokerSite.create(folder, "local-control", "--login", "password")) {
      site.write();
      site.start();
      String before = site.read("broker/passwords");
      BrokerSite.Run run =
          site.run(List.of("broker", "--check", "--site", site.folder().toString()));
      assertEquals(78, run.code(), run::text);
      assertTrue(run.text().contains("the broker must know two devices"), run.text());
      assertEquals(before, site.read("broker/passwords"));
      nothingIsLeft(site);
    }
  }

  @Test
  void aCheckThatIsEndedLeavesNothing() throws IOException {
    try (BrokerSite site = BrokerSite.create(folder, "local-control", "--login", "password")) {
      site.write();
      site.start();
      String before = Files.readString(site.folder().resolve("broker/passwords"));
      Child check =
          site.launch(
              List.of(
                  "broker",
                  "--check",
                  "--site",
                  site.folder().toString(),
                  "--pid",
                  String.valueOf(site.mosquitto().pid())),
              Map.of());
      // A retained message is there now, and listeners.
      check
          .out()
          .await("a row", line -> line.contains("station ") && line.contains("clears"), PATIENCE);
      // Not SIGINT, which a shell cannot catch that was started in the background.
      Child.succeed(List.of("kill", "-TERM", String.valueOf(check.pid())));
      assertEquals(143, check.awaitExit(PATIENCE));
      assertEquals(before, Files.readString(site.folder().resolve("broker/passwords")));
      nothingIsLeft(site);
    }
  }

  /** No file, no session, no message. */
  private static void nothingIsLeft(BrokerSite site) throws IOException {
    assertEquals(List.of(), site.temporaryFiles());
    site.mosquitto().close();
    byte[] database = Files.readAllBytes(site.folder().resolve("broker/data/mosquitto.db"));
    String kept = new String(database, java.nio.charset.StandardCharsets.ISO_8859_1);
    assertFalse(kept.contains("check-"), () -> "the broker keeps " + kept);
  }
}

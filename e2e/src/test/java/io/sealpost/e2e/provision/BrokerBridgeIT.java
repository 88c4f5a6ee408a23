package io.sealpost.e2e.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devices without TLS behind a local broker that bridges to another site's: two Mosquittos. */
final class BrokerBridgeIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void bothBrokersHoldAndTheBridgeCarriesBothWays() throws IOException {
    Path below = Files.createDirectories(folder.resolve("local"));
    try (BrokerSite hub = BrokerSite.create(folder, "internet");
        BrokerSite local = BrokerSite.create(below, "bridge")) {
      hub.edit("site.toml", toml -> toml.replace("[limits]", "gateways = [\"hall\"]\n\n[limits]"));
      hub.write();
      hub.start();
      int plain = BrokerSite.freePort();
      int above = hub.port();
      local.edit(
          "site.toml",
          toml ->
              toml.replace("127.0.0.1:1883", "127.0.0.1:" + plain)
                  .replace("port = 8883\nbase", "port = " + above + "\nbase"));
      bridgeCertificate(hub, local);
      local.write();
      local.start();
      local
          .mosquitto()
          .err()
          .await("bridge", line -> line.contains("CONNACK") && line.contains("hall"), PATIENCE);
      for (BrokerSite site : List.of(hub, local)) {
        BrokerSite.Run run = site.check();
        assertEquals(0, run.code(), run::text);
      }
      local.admitDevice("pump");
      carries(hub, local, "sealpost/pump/temperature", "sealpost/hall/pump/temperature");
      carries(hub, local, "sealpost/pump/control/ack", "sealpost/hall/pump/control/ack");
      commands(hub, local);
    }
  }

  /** What the hub's station commands reaches a device behind the bridge. */
  private void commands(BrokerSite hub, BrokerSite local) throws IOException {
    Child pump = ear(local.deviceOptions("pump"), "pump", "sealpost/pump/control");
    Child command =
        Child.start(
            "station of the hub",
            List.of(
                "mosquitto_pub",
                "-q",
                "1",
                "-i",
                "station-command",
                "-t",
                "sealpost/hall/pump/control",
                "-m",
                "sealed"),
            Map.of("XDG_CONFIG_HOME", hub.stationOptions(folder.resolve("command")).toString()));
    assertEquals(0, command.awaitExit(PATIENCE));
    pump.out().await("command", "GOT sealpost/pump/control sealed"::equals, PATIENCE);
    pump.close();
  }

  /** As docs/brokers.md says it, without the station's ring. */
  private static void bridgeCertificate(BrokerSite hub, BrokerSite local) throws IOException {
    Path broker = local.folder().resolve("broker");
    Child.succeed(
        List.of(
            "bash",
            "-c",
            "openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -noenc -subj /CN=hall -keyout "
                + broker.resolve("bridge.key")
                + " -out "
                + broker.resolve("bridge.csr")));
    hub.pki(
        "pki_issue hall client 30 "
            + broker.resolve("bridge.csr")
            + "; pki_chain \"$ISSUED\" >"
            + broker.resolve("bridge.pem"));
    Files.copy(hub.folder().resolve("ca/ca.pem"), broker.resolve("bridge-ca.pem"));
  }

  private void carries(BrokerSite hub, BrokerSite local, String from, String to)
      throws IOException {
    Child ear = ear(hub.stationOptions(folder.resolve("ear")), "ear", to);
    local.publishAsDevice("pump", from, "sealed");
    ear.out().await("message", line -> line.equals("GOT " + to + " sealed"), PATIENCE);
    ear.close();
  }

  private static Child ear(Path options, String id, String topic) {
    Child ear =
        Child.start(
            id,
            List.of(
                "stdbuf",
                "-oL",
                Tool.MOSQUITTO_SUB.path(),
                "-d",
                "-F",
                "GOT %t %p",
                "-q",
                "1",
                "-i",
                id,
                "-t",
                topic),
            Map.of("XDG_CONFIG_HOME", options.toString()));
    ear.out().await("subscription", line -> line.startsWith("Subscribed"), PATIENCE);
    return ear;
  }
}

package io.sealpost.e2e.provision;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The files for Artemis, read by Artemis, and the same check. */
final class BrokerArtemisIT {
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void theSameRulesHold() throws IOException {
    try (BrokerSite site = BrokerSite.create(folder, "local-control")) {
      site.edit("site.toml", toml -> toml.replace("\"mosquitto\"", "\"artemis\""));
      site.write();
      try (Child broker = start(site)) {
        BrokerSite.Run run = site.check();
        assertEquals(0, run.code(), run::text);
        assertTrue(run.row("revoked certificate", "connects").endsWith(" ok"), run::text);
        assertTrue(run.row("device 1", "writes sealpost/DEVICE2/temperature").endsWith(" ok"));
        assertTrue(broker.isAlive());
      }
    }
  }

  @Test
  void anAccessListAtWhichNoAgentCouldStayIsNotWritten() throws IOException {
    try (BrokerSite site = BrokerSite.create(folder, "local-monitor")) {
      site.edit("site.toml", toml -> toml.replace("\"mosquitto\"", "\"artemis\""));
      BrokerSite.Run run = site.run(List.of("broker", "--site", site.folder().toString()));
      assertEquals(78, run.code(), run::text);
      assertTrue(run.text().contains("control = false is for Mosquitto"), run::text);
    }
  }

  @Test
  void aHoleIsNamed() throws IOException {
    try (BrokerSite site = BrokerSite.create(folder, "local-control")) {
      site.edit("site.toml", toml -> toml.replace("\"mosquitto\"", "\"artemis\""));
      site.write();
      String setting = "<security-setting match=\"sealpost/check-1/#\">";
      String hole =
          "<permission type=\"send\" roles=\"check-1\"/>"
              + "<permission type=\"createAddress\" roles=\"check-1\"/>";
      site.edit(
          "broker/artemis/broker.xml",
          xml -> letOneRead(xml.replace(setting, setting + hole), "sealpost/check-2/hello"));
      try (Child broker = start(site)) {
        BrokerSite.Run run = site.check("--only", "devices,reads");
        assertEquals(1, run.code(), run::text);
        List<String> wrong =
            List.of(
                "device 1 writes sealpost/DEVICE1/not-listed",
                "device 1 writes sealpost/DEVICE1/temperature/below",
                "device 1 writes sealpost/DEVICE1",
                // By a retained message, which comes before the answer to the subscription.
                "device 1 reads sealpost/DEVICE2/hello");
        assertEquals(wrong, run.wrong());
        assertTrue(broker.isAlive());
      }
    }
  }

  private static String letOneRead(String xml, String address) {
    int begin = xml.indexOf("<security-setting match=\"" + address + "\">");
    int end = xml.indexOf("</security-setting>", begin);
    String more = xml.substring(begin, end).replace("\"station\"", "\"station,check-1\"");
    return xml.substring(0, begin) + more + xml.substring(end);
  }

  private Child start(BrokerSite site) throws IOException {
    Path instance = folder.resolve("instance");
    Path etc = Files.createDirectories(instance.resolve("etc"));
    try (Stream<Path> files = Files.list(site.folder().resolve("broker/artemis"))) {
      for (Path file : files.toList()) {
        Files.copy(file, etc.resolve(file.getFileName().toString()));
      }
    }
    List<String> command = Programs.ARTEMIS_INSTANCE.command(instance.toString());
    Child broker = Child.start("artemis", command);
    broker.out().await("readiness", line -> line.startsWith("broker ready on "), PATIENCE);
    return broker;
  }
}

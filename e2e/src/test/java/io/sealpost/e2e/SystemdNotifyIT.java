package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.e2e.rig.Child;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Person.Rights;
import io.sealpost.e2e.rig.Programs;
import io.sealpost.e2e.rig.Site;
import io.sealpost.e2e.rig.Tool;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the launcher and the agent tell a socket like that of systemd. */
final class SystemdNotifyIT {
  private static final String DEVICE = "rpi-07";

  /** Prints what comes, and which process it comes from as the kernel says it. */
  private static final String LISTENER =
      """
      my ($name) = @ARGV;
      $name =~ s/^@/\\0/;
      socket(my $s, AF_UNIX, SOCK_DGRAM, 0) or die $!;
      bind($s, pack_sockaddr_un($name)) or die $!;
      $| = 1;
      print "listening\\n";
      while (defined recv($s, my $word, 4096, 0)) { print "$word\\n"; }
      """;

  @TempDir private Path folder;
  private Path config;

  @BeforeEach
  void makeSite() throws IOException {
    Site site = Site.create(folder.resolve("site"), List.of(new Person(DEVICE, Rights.DEVICE)));
    site.drawKey(DEVICE);
    int closed;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      closed = socket.getLocalPort();
    }
    config = site.configure(DEVICE, "Hall", closed, "1s");
  }

  private List<String> launcher() {
    return List.of(
        Programs.inCheckout("deploy/sealpost-device").toString(),
        "run",
        "--config",
        config.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"notify", "@sealpost-notify-"})
  void hearsTheAgentWithoutABroker(String name) {
    String address =
        name.startsWith("@")
            ? name + ProcessHandle.current().pid()
            : folder.resolve(name).toString();
    try (Child systemd =
        Child.start("listener", List.of(Tool.PERL.path(), "-MSocket", "-e", LISTENER, address))) {
      systemd.out().await("listening", "listening"::equals, PATIENCE);
      Map<String, String> asked = Map.of("NOTIFY_SOCKET", address, "WATCHDOG_USEC", "1000000");
      try (Child agent = Child.start("agent", launcher(), asked)) {
        systemd.out().await("ready", "READY=1"::equals, PATIENCE);
        long beats = systemd.out().all().stream().filter("WATCHDOG=1"::equals).count();
        systemd
            .out()
            .await(
                "more signs of life",
                line ->
                    systemd.out().all().stream().filter("WATCHDOG=1"::equals).count() > beats + 3,
                PATIENCE);
        assertEquals(0, agent.terminate().code(), agent::toString);
        assertEquals(List.of(), agent.err().all());
      }
      systemd.out().await("the stop", "STOPPING=1"::equals, PATIENCE);
      List<String> words = systemd.out().all();
      // What timedatectl would say, which the agent runs.
      assertTrue(words.stream().noneMatch(word -> word.startsWith("ERRNO")), words::toString);
      String before = words.get(words.indexOf("READY=1") - 1);
      assertTrue(before.startsWith("STATUS=offline"), words::toString);
      assertTrue(before.contains(": nothing listens at mqtts://localhost:"), words::toString);
    }
  }

  @Test
  void startsAlthoughNobodyListensAndSaysSo() {
    Map<String, String> asked = Map.of("NOTIFY_SOCKET", folder.resolve("none").toString());
    try (Child agent = Child.start("agent", launcher(), asked)) {
      agent.out().await("the start", line -> line.contains(": device rpi-07"), PATIENCE);
      assertEquals(0, agent.terminate().code(), agent::toString);
      assertEquals(1, agent.err().all().size(), agent::toString);
      assertTrue(agent.err().all().get(0).contains("systemd does not listen at"));
      assertEquals(
          1,
          agent.out().all().stream()
              .filter(line -> line.contains("systemd waits for word"))
              .count(),
          agent::toString);
    }
  }

  @Test
  void givesTheJournalSeveritiesAndATerminalNone() {
    List<String> journal = new ArrayList<>();
    journal.addAll(
        List.of(
            "/bin/sh", "-c", "JOURNAL_STREAM=$(stat -L -c %d:%i /proc/$$/fd/1) exec \"$@\"", "sh"));
    journal.addAll(launcher());
    try (Child agent = Child.start("agent", journal)) {
      agent.out().await("a warning", line -> line.startsWith("<4>WARN: nothing listens"), PATIENCE);
      assertEquals(0, agent.terminate().code(), agent::toString);
      List<String> odd =
          agent.out().all().stream().filter(line -> !line.matches("<[3467]>.*")).toList();
      assertEquals(List.of(), odd);
    }
    try (Child agent = Child.start("agent", launcher())) {
      agent.out().await("a warning", line -> line.startsWith("WARN: nothing listens"), PATIENCE);
    }
  }
}

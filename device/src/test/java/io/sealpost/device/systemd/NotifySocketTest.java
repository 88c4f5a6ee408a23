package io.sealpost.device.systemd;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.device.supervision.Supervisor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written and when nothing is; that it arrives, SystemdNotifyIT shows. */
class NotifySocketTest {
  private static final long PID = 4711;

  @TempDir Path folder;

  private final Map<String, String> environment = new HashMap<>();
  private final List<String> datagrams = new ArrayList<>();
  private boolean broken;
  private Path input;

  /** Notes each write as a whole. */
  private final class Datagrams extends OutputStream {
    @Override
    public void write(int octet) {
      throw new AssertionError("a datagram of one byte");
    }

    @Override
    public void write(byte[] datagram) throws IOException {
      if (broken) {
        throw new IOException("Connection refused");
      }
      datagrams.add(new String(datagram, UTF_8));
    }
  }

  private final NotifySocket socket =
      new NotifySocket(new Datagrams(), Optional.of(Duration.ofSeconds(60)));

  @BeforeEach
  void handOver() throws IOException {
    input = Files.createSymbolicLink(folder.resolve("0"), Path.of("socket:[123]"));
    environment.put("SEALPOST_NOTIFY", "socket:[123]");
  }

  private Supervisor supervisor() {
    return NotifySocket.of(environment, PID, input);
  }

  @Test
  void tellsEachWordInADatagramOfItsOwn() {
    socket.starting(Duration.ofSeconds(2));
    socket.ready();
    socket.status("connected to Küche");
    socket.alive();
    socket.watchdog(Duration.ofHours(1));
    socket.stopping();
    assertEquals(
        List.of(
            "EXTEND_TIMEOUT_USEC=2000000",
            "READY=1",
            "STATUS=connected to Küche",
            "WATCHDOG=1",
            "WATCHDOG_USEC=3600000000",
            "STOPPING=1"),
        datagrams);
  }

  @Test
  void setsNoPeriodWhereSystemdHasNone() {
    new NotifySocket(new Datagrams(), Optional.empty()).watchdog(Duration.ofHours(1));
    assertEquals(List.of(), datagrams);
  }

  @Test
  void saysNothingThatWouldBeTwoWords() {
    assertThrows(IllegalArgumentException.class, () -> socket.status("a\nMAINPID=1"));
    assertEquals(List.of(), datagrams);
  }

  @Test
  void goesOnWhenSystemdDoesNotHear() {
    broken = true;
    socket.ready();
    socket.alive();
    broken = false;
    socket.alive();
    assertEquals(List.of("WATCHDOG=1"), datagrams);
  }

  @Test
  void isSystemdIfTheSocketWasHandedOver() {
    assertTrue(supervisor().listens());
  }

  @Test
  void isNobodyIfNobodyWaitsForAWord() {
    environment.remove("SEALPOST_NOTIFY");
    assertSame(Supervisor.NOBODY, supervisor());
  }

  @Test
  void isNobodyIfStandardInputIsSomethingElse() throws IOException {
    Path other = Files.createSymbolicLink(folder.resolve("other"), Path.of("/dev/null"));
    assertSame(Supervisor.NOBODY, NotifySocket.of(environment, PID, other));
    Path none = folder.resolve("none");
    assertSame(Supervisor.NOBODY, NotifySocket.of(environment, PID, none));
    environment.remove("SEALPOST_NOTIFY");
    environment.put("NOTIFY_SOCKET", "/run/systemd/notify");
    assertSame(Supervisor.NOBODY, supervisor());
  }

  @ParameterizedTest
  @CsvSource({
    "60000000, 4711, 60000",
    "60000000, '',   60000",
    "60000000, 4712, ",
    "'',       4711, ",
    "0,        4711, ",
    "-5,       4711, ",
    "soon,     4711, ",
  })
  void waitsForSignsOfLifeOfThisProcess(String period, String pid, Long millis) {
    environment.put("WATCHDOG_USEC", period);
    environment.put("WATCHDOG_PID", pid);
    assertEquals(Optional.ofNullable(millis).map(Duration::ofMillis), supervisor().watchdog());
  }
}

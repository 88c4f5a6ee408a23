package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedCommandIT {
  private static final Duration LONG = Duration.ofSeconds(60);
  private static final Duration SHORT = Duration.ofMillis(200);

  private static BoundedCommand shell(Duration timeout, int maxBytes, String script) {
    return new BoundedCommand(List.of("/bin/sh", "-c", script), timeout, maxBytes, "install sh");
  }

  private static SensorException fault(BoundedCommand command) {
    return assertThrows(SensorException.class, command::run);
  }

  private static long sleepers(String mark) {
    return ProcessHandle.current()
        .descendants()
        .filter(process -> process.info().commandLine().orElse("").contains(mark))
        .filter(ProcessHandle::isAlive)
        .count();
  }

  @Test
  void whatIsPrintedIsReturned() throws Exception {
    assertEquals("[]\n", shell(LONG, 3, "echo '[]'").run());
  }

  @Test
  void theProgramSpeaksTheLanguageOfThePatterns() throws Exception {
    assertEquals("C", shell(LONG, 100, "printf %s \"$LC_ALL\"").run());
  }

  @Test
  void theProgramWaitsForNoInput() throws Exception {
    assertEquals("", shell(LONG, 100, "cat").run());
  }

  @Test
  void moreThanAPipeHoldsIsRead() throws Exception {
    assertEquals(1 << 20, shell(LONG, 1 << 20, "head -c 1048576 /dev/zero").run().length());
  }

  @Test
  void moreThanTheBoundIsRefusedAndTheProgramKilled() {
    SensorException e = fault(shell(LONG, 1000, "exec cat /dev/zero"));
    assertEquals(Kind.BAD_READING, e.kind());
    assertEquals("/bin/sh -c exec cat /dev/zero printed more than 1000 bytes", e.getMessage());
  }

  @Test
  void aProgramThatHangsIsKilled() throws Exception {
    SensorException e = fault(shell(SHORT, 1000, "exec sleep 61.5"));
    assertEquals(Kind.TIMED_OUT, e.kind());
    assertEquals("/bin/sh -c exec sleep 61.5 did not end within 200 ms", e.getMessage());
    awaitNone("sleep 61.5");
  }

  @Test
  void aProgramThatClosesItsOutputAndHangsIsKilled() throws Exception {
    SensorException e = fault(shell(SHORT, 1000, "exec sleep 62.5 >&- 2>&-"));
    assertEquals(Kind.TIMED_OUT, e.kind());
    awaitNone("sleep 62.5");
  }

  @Test
  void aProgramThatFailsWithoutAWordIsNotLeftAtThat() {
    SensorException e = fault(shell(LONG, 1000, "exit 1"));
    assertEquals(Kind.ABSENT, e.kind());
    assertTrue(e.getMessage().contains(" failed with exit code 1: it said nothing; "));
    assertTrue(e.getMessage().contains("SystemCallFilter"), e.getMessage());
  }

  @Test
  void aProgramThatFailsIsQuoted() {
    SensorException e = fault(shell(LONG, 1000, "echo 'Cannot find device' >&2; exit 3"));
    assertEquals(Kind.ABSENT, e.kind());
    assertTrue(
        e.getMessage().endsWith(" failed with exit code 3: \"Cannot find device\""),
        e.getMessage());
  }

  @Test
  void aMissingProgramSaysWhatToInstall() {
    SensorException e =
        fault(
            new BoundedCommand(
                List.of("/no/such/ip"), LONG, 1, "install it with apt install iproute2"));
    assertEquals(Kind.ABSENT, e.kind());
    assertTrue(e.getMessage().startsWith("/no/such/ip cannot be run ("), e.getMessage());
    assertTrue(e.getMessage().endsWith("): install it with apt install iproute2"), e.getMessage());
  }

  @Test
  void anInterruptEndsTheWaitAndStaysVisible() throws Exception {
    Thread.currentThread().interrupt();
    SensorException e = fault(shell(LONG, 1000, "exec sleep 63.5"));
    assertTrue(Thread.interrupted());
    assertEquals(Kind.TIMED_OUT, e.kind());
    awaitNone("sleep 63.5");
  }

  @Test
  void aCommandWithoutProgramOrBoundsIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new BoundedCommand(List.of(), LONG, 1, ""));
    assertThrows(IllegalArgumentException.class, () -> shell(Duration.ZERO, 1, ""));
    assertThrows(IllegalArgumentException.class, () -> shell(LONG, 0, ""));
  }

  private static void awaitNone(String mark) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (sleepers(mark) > 0) {
      assertTrue(System.nanoTime() < deadline, mark + " still runs");
      Thread.sleep(20);
    }
  }
}

package io.sealpost.station.signing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.mqtt.tls.SigningRequest;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.testing.RealRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Commands of a site that do not do what they should. */
@Timeout(120)
class SigningCommandTest {
  private static final DeviceId DEVICE = new DeviceId("rpi-07");

  @TempDir private Path folder;
  private SigningRequest request;

  @BeforeEach
  void ask() throws Exception {
    request = RealRequest.of("rpi-07", folder);
  }

  private SigningCommand command(String script, Duration patience) throws IOException {
    Path file = folder.resolve("sign.sh");
    Files.writeString(file, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    return new SigningCommand(List.of(file.toString(), "a b", "$HOME"), patience);
  }

  private String failure(String script, Duration patience) throws IOException {
    SigningCommand command = command(script, patience);
    StationException e = assertThrows(StationException.class, () -> command.sign(DEVICE, request));
    assertEquals(ExitCode.REFUSED, e.exitCode());
    String message = String.valueOf(e.getMessage());
    String begin = "[signing] command: " + folder.resolve("sign.sh") + " ";
    assertEquals(begin, message.substring(0, begin.length()));
    return message.substring(begin.length());
  }

  @Test
  void argumentsAreHandedOverAsTheyAreAndTheDeviceLast() throws Exception {
    byte[] said =
        command("cat >/dev/null; printf '%s|' \"$@\"", Duration.ofMinutes(1)).sign(DEVICE, request);
    assertEquals("a b|$HOME|rpi-07|", new String(said, UTF_8));
  }

  @Test
  void commandThatHangsIsKilledAndWhatItStarted() throws Exception {
    Path pid = folder.resolve("pid");
    String script = "sleep 3600 & echo $! >" + pid + "; wait";
    assertEquals("did not end within 1 s and was killed", failure(script, Duration.ofSeconds(1)));
    if (Files.exists(pid)) {
      long child = Long.parseLong(Files.readString(pid).strip());
      Optional<ProcessHandle> left = ProcessHandle.of(child);
      left.ifPresent(process -> process.onExit().join());
      assertFalse(left.map(ProcessHandle::isAlive).orElse(false));
    }
    // Nothing of it is in the way of the next.
    assertEquals(
        "x", new String(command("echo -n x", Duration.ofMinutes(1)).sign(DEVICE, request), UTF_8));
  }

  @Test
  void whatTheCommandLeavesRunningIsNotWaitedFor() throws Exception {
    Path pid = folder.resolve("pid");
    // Nothing but its standard output: the rest is this test's own.
    String script = "sleep 3600 </dev/null 2>/dev/null & echo $! >" + pid + "; echo -n chain";
    try {
      byte[] said = command(script, Duration.ofMinutes(1)).sign(DEVICE, request);
      assertEquals("chain", new String(said, UTF_8));
    } finally {
      ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
          .ifPresent(ProcessHandle::destroyForcibly);
    }
  }

  @Test
  void commandThatWritesWithoutEndIsCutShort() throws Exception {
    assertEquals(
        "wrote more than 65536 bytes", failure("exec cat /dev/zero", Duration.ofMinutes(10)));
  }

  @Test
  void commandThatWroteTooMuchIsRefusedThoughItPausesOrHasEnded() throws Exception {
    String much = "head -c 66000 /dev/zero";
    String refusal = "wrote more than 65536 bytes";
    assertEquals(refusal, failure(much + "; exec sleep 3600", Duration.ofMinutes(10)));
    assertEquals(refusal, failure("exec " + much, Duration.ofMinutes(10)));
  }

  @Test
  void exitCodeIsToldAndNothingOfWhatItSaid() throws Exception {
    assertEquals(
        "ended with exit code 1",
        failure("echo certificate; echo 'passphrase: hunter2' >&2; exit 1", Duration.ofMinutes(1)));
  }
}

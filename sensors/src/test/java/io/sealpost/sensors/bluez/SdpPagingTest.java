package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.sensors.MacAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With a program in the place of sdptool that says what the real one was seen to say. */
final class SdpPagingTest {
  private static final MacAddress ANNA = new MacAddress("5C:F3:70:00:00:0A");

  @TempDir private Path folder;

  @Test
  void serviceListIsAnAnswer() throws Exception {
    assertEquals(Paging.Outcome.ANSWERED, outcome("echo Searching for SP; exit 0"));
  }

  @ParameterizedTest
  @CsvSource({
    "Host is down, SILENT",
    "Connection refused, ANSWERED",
    "Permission denied, ANSWERED",
    "No route to host, FAILED",
    "Address family not supported by protocol, FAILED",
    "Connection timed out, FAILED"
  })
  void errorTellsWhetherSomebodyAnswered(String error, Paging.Outcome expected) throws Exception {
    String says = "echo Failed to connect to SDP server on " + ANNA + ": " + error + "; exit 255";
    assertEquals(expected, outcome(says));
  }

  @Test
  void programThatIsKilledBeforeItIsConnectedIsNoAnswer() throws Exception {
    assertEquals(Paging.Outcome.SILENT, outcome("kill -9 $$"));
    assertEquals(Paging.Outcome.ANSWERED, outcome("echo Searching for SP; kill -9 $$"));
  }

  @Test
  void addressAndAdapterAreHandedOver() throws Exception {
    assertEquals(
        Paging.Outcome.ANSWERED,
        outcome("[ \"$*\" = '-i hci1 search --bdaddr 5C:F3:70:00:00:0A SP' ]"));
  }

  @Test
  void muchOutputDoesNotBlockIt() throws Exception {
    assertEquals(Paging.Outcome.ANSWERED, outcome("head -c 1000000 /dev/zero; exit 0"));
  }

  @Test
  void missingProgramIsAFailure() throws Exception {
    assertEquals(Paging.Outcome.FAILED, page(folder.resolve("nothing").toString()));
  }

  private Paging.Outcome outcome(String script) throws Exception {
    Path program = folder.resolve("sdptool");
    Files.writeString(program, "#!/bin/sh\n" + script + "\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    return page(program.toString());
  }

  private static Paging.Outcome page(String program) throws IOException, InterruptedException {
    BlockingQueue<Paging.Outcome> outcomes = new LinkedBlockingQueue<>();
    new SdpPaging("hci1", program).page(ANNA, outcomes::add);
    Paging.Outcome outcome = outcomes.poll(60, TimeUnit.SECONDS);
    if (outcome == null) {
      throw new IOException("no outcome");
    }
    return outcome;
  }
}

package io.sealpost.device.journal.ring;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class FaultsTest {
  @Test
  void tellsTheReasonWithoutTheFileThatIsNamedBesideIt() {
    assertEquals(
        "Read-only file system",
        Faults.text(new FileSystemException("/a/b", null, "Read-only file system")));
  }

  @Test
  void tellsTheFileIfTheSystemGaveNoReason() {
    assertEquals("/a/b", Faults.text(new AccessDeniedException("/a/b")));
  }

  @Test
  void tellsTheMessageOfAnyOtherFault() {
    assertEquals(
        "No space left on device", Faults.text(new IOException("No space left on device")));
  }

  @Test
  void tellsTheKindOfAFaultWithoutMessage() {
    assertEquals("EOFException", Faults.text(new EOFException()));
  }
}

package io.sealpost.station.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class OutputTest {
  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final AtomicInteger synced = new AtomicInteger();

  @Test
  void linesAreHandedOverTogetherInUtf8() {
    Output output = Output.to(written, synced::incrementAndGet);
    output.println("Küche");
    output.println(20);
    assertEquals(0, written.size());

    assertEquals(Optional.empty(), output.settled());
    assertEquals("Küche\n20\n", written.toString(StandardCharsets.UTF_8));
    assertEquals(1, synced.get());
  }

  @Test
  void whyItFailedIsTold() {
    IOException full = new IOException("No space left on device");
    Output output = Output.to(failing(full), synced::incrementAndGet);
    output.println("lost");

    assertSame(full, output.settled().orElseThrow());
    assertEquals(0, synced.get());
    assertTrue(output.checkError());
  }

  @Test
  void aDiskThatDoesNotKeepItIsAFailureForGood() {
    IOException broken = new IOException("Input/output error");
    Output output =
        Output.to(
            written,
            () -> {
              if (synced.incrementAndGet() == 1) {
                throw broken;
              }
            });
    output.println("maybe");

    assertSame(broken, output.settled().orElseThrow());
    assertSame(broken, output.settled().orElseThrow());
  }

  private static OutputStream failing(IOException fault) {
    return new OutputStream() {
      @Override
      public void write(int octet) throws IOException {
        throw fault;
      }
    };
  }
}

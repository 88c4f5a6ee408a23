package io.sealpost.sensors.bluez;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.MacAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * Pages by asking a phone for its list of services, with {@code sdptool} of BlueZ. That needs no
 * privilege, no pairing, and no confirmation on the phone, and works for phones that bluetoothd has
 * never seen; {@code Connect} over D-Bus needs the phone to be listed, and takes its audio over.
 */
final class SdpPaging implements Paging {
  /**
   * A page takes 5.12 s by default (Bluetooth Core vol 4 part E section 6.6), and waits for an
   * inquiry of 10.24 s that is under way.
   */
  private static final int TIMEOUT_SECONDS = 20;

  private static final int MAX_BYTES = 4096;

  private final String adapter;
  private final String program;
  private final AtomicReference<@Nullable Process> underway = new AtomicReference<>();
  private final AtomicReference<String> complaint = new AtomicReference<>("");

  /**
   * @param adapter {@code hci0} for instance
   * @param program {@code sdptool} for instance
   */
  SdpPaging(String adapter, String program) {
    this.adapter = adapter;
    this.program = program;
  }

  @Override
  public void page(MacAddress address, Consumer<Outcome> end) {
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(program, "-i", adapter, "search", "--bdaddr", address.text(), "SP"));
    builder.environment().put("LC_ALL", "C");
    builder.redirectErrorStream(true);
    try {
      Process process = builder.start();
      underway.set(process);
      CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS)
          .execute(process::destroyForcibly);
      Thread reader = new Thread(() -> end.accept(outcome(process)), "page through " + adapter);
      reader.setDaemon(true);
      try {
        reader.start();
      } catch (OutOfMemoryError e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      complain(e.getMessage() + ": install it with apt install bluez");
      end.accept(Outcome.FAILED);
    }
  }

  @Override
  public void close() {
    Process process = underway.get();
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private Outcome outcome(Process process) {
    try (InputStream output = process.getInputStream()) {
      process.getOutputStream().close();
      String said = new String(output.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
      output.transferTo(OutputStream.nullOutputStream());
      return process.waitFor() == 0 ? Outcome.ANSWERED : outcome(said);
    } catch (IOException e) {
      return Outcome.FAILED;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Outcome.FAILED;
    }
  }

  /** In the words of strerror(3) in the C locale; says nothing until it is connected. */
  private Outcome outcome(String said) {
    if (said.isEmpty() || said.contains("Host is down")) {
      return Outcome.SILENT;
    }
    if (said.contains("Connection refused")
        || said.contains("Permission denied")
        || said.startsWith("Searching for")) {
      return Outcome.ANSWERED;
    }
    // What comes before the reason names the phone, which a log need not know.
    complain(said.substring(said.lastIndexOf(": ") + 1).strip());
    return Outcome.FAILED;
  }

  private void complain(String text) {
    if (!text.equals(complaint.getAndSet(text))) {
      Logger.warn("Phones cannot be paged through {}: {}", adapter, Excerpt.of(text));
    }
  }
}

package io.sealpost.sensors.bluez;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.MacAddress;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
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
   * A page takes 5.12 s by default (Bluetooth Core vol 4 part E section 6.6), a queue before it.
   */
  private static final int TIMEOUT_SECONDS = 15;

  private static final int MAX_BYTES = 4096;

  private final String adapter;
  private final String program;
  private final AtomicReference<@Nullable Page> underway = new AtomicReference<>();
  private final AtomicReference<String> complaint = new AtomicReference<>("");

  private record Page(Process process, CompletableFuture<Void> told) {}

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
    builder.redirectOutput(Redirect.DISCARD);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      CompletableFuture<Void> told =
          process
              .onExit()
              .completeOnTimeout(process, TIMEOUT_SECONDS, TimeUnit.SECONDS)
              .thenAccept(ended -> end.accept(outcome(ended)));
      underway.set(new Page(process, told));
    } catch (IOException e) {
      complain(e.getMessage() + ": install it with apt install bluez");
      end.accept(Outcome.FAILED);
    }
  }

  @Override
  public void close() {
    Page page = underway.get();
    if (page != null) {
      page.told().cancel(false);
      page.process().destroyForcibly();
    }
  }

  private Outcome outcome(Process process) {
    if (process.isAlive()) {
      process.destroyForcibly();
      return Outcome.FAILED;
    }
    return process.exitValue() == 0 ? Outcome.ANSWERED : outcome(said(process));
  }

  /** In the words of strerror(3) in the C locale. */
  private Outcome outcome(String said) {
    if (said.contains("Host is down")) {
      return Outcome.SILENT;
    }
    if (said.contains("Connection refused") || said.contains("Permission denied")) {
      return Outcome.ANSWERED;
    }
    complain(said);
    return Outcome.FAILED;
  }

  private static String said(Process process) {
    try (InputStream errors = process.getErrorStream()) {
      return new String(errors.readNBytes(MAX_BYTES), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private void complain(String text) {
    if (!text.equals(complaint.getAndSet(text))) {
      Logger.warn("Phones cannot be paged through {}: {}", adapter, Excerpt.of(text));
    }
  }
}

package io.sealpost.sensors.pi4j.serial;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A module on a pseudo terminal: {@code modem.py}, run by Debian's Python. */
public final class ScriptedModem {
  private static final int PATIENCE_SECONDS = 60;

  private final Path link;
  private final Process process;
  private final Writer orders;
  private final BlockingQueue<String> said = new LinkedBlockingQueue<>();

  /**
   * Starts it, not plugged in.
   *
   * @param folder for its files
   */
  public ScriptedModem(Path folder) throws IOException {
    link = folder.resolve("ttyUSB0");
    Path script = folder.resolve("modem.py");
    try (InputStream source = ScriptedModem.class.getResourceAsStream("modem.py")) {
      Files.copy(Objects.requireNonNull(source), script);
    }
    process =
        new ProcessBuilder("/usr/bin/python3", script.toString(), link.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    orders = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    Thread reader = new Thread(this::read, "modem");
    reader.setDaemon(true);
    reader.start();
  }

  /** Where it is, while it is plugged in. */
  public Path link() {
    return link;
  }

  /** Plugs it in, and waits until it is. */
  public void plug() throws Exception {
    tell("plug");
    await("plugged");
  }

  /** Unplugs it, and waits until it is. */
  public void unplug() throws Exception {
    tell("unplug");
    await("unplugged");
  }

  /** Gives it an order of {@code modem.py}. */
  public void tell(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
  }

  /** Makes it send bytes. */
  public void say(String text) throws IOException {
    tell("say " + HexFormat.of().formatHex(text.getBytes(StandardCharsets.ISO_8859_1)));
  }

  /** Waits until it has printed a line; passes over those before. */
  public void await(String line) throws InterruptedException {
    String next;
    do {
      next = said.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      assertNotNull(next, "the modem did not print " + line);
    } while (!next.equals(line));
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        said.add(line);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends it, which unplugs it. */
  public void close() throws Exception {
    orders.close();
    assertTrue(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the modem goes on");
  }
}

package io.sealpost.sensors.esp32;

import io.sealpost.sensors.LineSplitter;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.pi4j.serial.SerialLine;
import io.sealpost.sensors.presence.Ear;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** Talks to the module, a turn at a time. Used by one thread. */
final class Conversation {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final SerialLine port;
  private final Esp32Watch watch;
  private final Ear ear;
  private final LongSupplier nanoTime;
  private final LineSplitter splitter = new LineSplitter(ScanLine.LONGEST);
  private final byte[] buffer = new byte[4096];

  private boolean open;
  private Duration pause = FIRST_PAUSE;

  Conversation(SerialLine port, Esp32Watch watch, Ear ear, LongSupplier nanoTime) {
    this.port = port;
    this.watch = watch;
    this.ear = ear;
    this.nanoTime = nanoTime;
  }

  /**
   * Opens the port if it is not, reads what came, and does what follows from it.
   *
   * @return how long to wait before the next turn
   */
  Duration turn() {
    try {
      if (!open) {
        begin();
      }
      int count = port.read(buffer);
      List<String> lines = new ArrayList<>();
      splitter.accept(buffer, count, lines::add);
      for (String line : lines) {
        doAll(watch.line(line, nanoTime.getAsLong()));
      }
      doAll(watch.tick(nanoTime.getAsLong()));
      return open ? Duration.ZERO : longer();
    } catch (SensorException e) {
      open = false;
      ear.deaf(e);
      return longer();
    }
  }

  private void begin() throws SensorException {
    port.open();
    open = true;
    splitter.clear();
    // Ends what a former program began to send.
    send("");
    doAll(watch.opened(nanoTime.getAsLong()));
  }

  private void doAll(List<Act> acts) throws SensorException {
    for (Act act : acts) {
      if (act instanceof Act.Send send) {
        send(send.command());
      } else if (act instanceof Act.Hear hear) {
        ear.heard(hear.sighting());
      } else if (act instanceof Act.Listening) {
        pause = FIRST_PAUSE;
        ear.listening();
      } else if (act instanceof Act.Deaf deaf) {
        ear.deaf(deaf.why());
      } else if (act instanceof Act.Reopen) {
        open = false;
        port.close();
      }
    }
  }

  private void send(String command) throws SensorException {
    port.write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
  }

  private Duration longer() {
    Duration now = pause;
    Duration doubled = pause.multipliedBy(2);
    pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    return now;
  }
}

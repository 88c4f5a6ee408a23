package io.sealpost.sensors.esp32;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.pi4j.serial.SerialLine;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Scanner;
import java.time.Duration;
import java.util.ServiceConfigurationError;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.tinylog.Logger;

/**
 * An ESP32 with the ESP-AT firmware that scans for Bluetooth LE devices, at a serial port. It
 * cannot ask devices that do not advertise, and does not hear classic ones.
 */
public final class Esp32Scanner implements Scanner {
  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final Duration AFTER_SURPRISE = Duration.ofSeconds(5);
  private static final int LONGEST_PORT = 56;

  private final SerialLine port;
  private final boolean active;
  private final Duration window;
  private final CountDownLatch closed = new CountDownLatch(1);

  /**
   * Touches nothing yet.
   *
   * @param port where the module is; opened, opened again and closed by this
   * @param active whether devices are asked for more than they tell by themselves: needed where
   *     somebody is known by name; costs their batteries a little
   */
  public Esp32Scanner(SerialLine port, boolean active) {
    this(port, active, WINDOW);
  }

  Esp32Scanner(SerialLine port, boolean active, Duration window) {
    this.port = port;
    this.active = active;
    this.window = window;
  }

  /** The end of the path tells ports apart. */
  @Override
  public String name() {
    String device = port.device();
    String file = device.substring(device.lastIndexOf('/') + 1);
    return "esp32 " + file.substring(Math.max(0, file.length() - LONGEST_PORT));
  }

  @Override
  public Radio radio() {
    return Radio.BLUETOOTH;
  }

  @Override
  public void start(Ear ear) {
    Thread thread = new Thread(() -> listen(ear), name());
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() {
    closed.countDown();
    port.close();
  }

  private void listen(Ear ear) {
    try {
      Ear untilClosed = new OpenEar(ear, closed);
      Conversation conversation = begin(untilClosed);
      Duration pause = Duration.ZERO;
      while (!closed.await(pause.toNanos(), TimeUnit.NANOSECONDS)) {
        try {
          pause = conversation.turn();
        } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
          Logger.error(e, "{} failed", name());
          untilClosed.deaf(new SensorException(Kind.BAD_READING, name() + " failed: " + e, e));
          pause = AFTER_SURPRISE;
          conversation = begin(untilClosed);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      port.close();
    }
  }

  private Conversation begin(Ear ear) {
    Esp32Watch watch = new Esp32Watch(port.device(), active, window);
    return new Conversation(port, watch, ear, System::nanoTime);
  }
}

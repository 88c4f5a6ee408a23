package io.sealpost.sensors.pi4j.serial;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.serial.Serial;
import com.pi4j.io.serial.SerialProvider;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.nio.file.Path;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A serial port of the kernel, through Pi4J: 8 data bits, no parity, 1 stop bit, no flow control.
 * It has a Pi4J context of its own while it is open.
 */
public final class Pi4jSerialLine implements SerialLine {
  /** Speeds that the kernel and {@code stty} know, and modules are set to. */
  private static final Set<Integer> BAUDS =
      Set.of(
          9_600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800, 500_000, 921_600, 1_000_000,
          1_500_000, 2_000_000);

  private final SerialFault fault;
  private final int baud;

  /** Replaced by the thread that opens, removed by any. Guarded by this for writing. */
  private volatile @Nullable Session session;

  private record Session(Context context, Serial serial) {}

  /**
   * Touches nothing yet.
   *
   * @param device {@code /dev/ttyUSB0} for instance; a link is followed
   * @param baud symbols a second, 115200 for instance
   * @throws IllegalArgumentException if the device is no absolute path, or the speed is not usual
   */
  public Pi4jSerialLine(String device, int baud) {
    this(Path.of(device), baud, Path.of("/dev"));
  }

  Pi4jSerialLine(Path device, int baud, Path devRoot) {
    if (!device.isAbsolute()) {
      throw new IllegalArgumentException(
          "serial port \"" + device + "\" must be a path like /dev/ttyUSB0");
    }
    if (!BAUDS.contains(baud)) {
      throw new IllegalArgumentException(
          "baud rate " + baud + " must be one of " + BAUDS.stream().sorted().toList());
    }
    this.fault = new SerialFault(device, devRoot);
    this.baud = baud;
  }

  @Override
  public String device() {
    return fault.device().toString();
  }

  @Override
  public void open() throws SensorException {
    close();
    fault.requireUsable();
    Context context =
        Pi4J.newContextBuilder()
            .noAutoDetect()
            .disableShutdownHook()
            .add(new StreamSerialProvider())
            .build();
    try {
      SerialProvider provider = context.provider(SerialProvider.class);
      Serial serial =
          provider.create(Serial.newConfigBuilder(context).device(device()).baud(baud).build());
      serial.open();
      session = new Session(context, serial);
    } catch (Pi4JException e) {
      shutDown(context);
      throw fault.of(e);
    }
  }

  @Override
  public int read(byte[] buffer) throws SensorException {
    Session open = opened();
    try {
      return open.serial().read(buffer, 0, buffer.length);
    } catch (Pi4JException e) {
      if (session == null) {
        return 0;
      }
      close();
      throw fault.of(e);
    }
  }

  @Override
  public void write(byte[] bytes) throws SensorException {
    Session open = opened();
    try {
      open.serial().write(bytes, 0, bytes.length);
    } catch (Pi4JException e) {
      close();
      throw fault.of(e);
    }
  }

  @Override
  public void close() {
    Session open = take();
    if (open != null) {
      shutDown(open.context());
    }
  }

  private synchronized @Nullable Session take() {
    Session open = session;
    session = null;
    return open;
  }

  private Session opened() throws SensorException {
    Session open = session;
    if (open == null) {
      throw new SensorException(Kind.ABSENT, device() + " is not open");
    }
    return open;
  }

  private void shutDown(Context context) {
    try {
      context.shutdown();
    } catch (Pi4JException e) {
      Logger.warn("{}: Pi4J did not let go: {}", device(), e.getMessage());
    }
  }
}

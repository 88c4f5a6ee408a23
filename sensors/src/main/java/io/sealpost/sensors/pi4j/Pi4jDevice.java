package io.sealpost.sensors.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CProvider;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.i2c.I2cDevice;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A chip with a Pi4J context of its own. Contexts are not shared: after a failed transfer Pi4J may
 * talk to the wrong chip on the next one, because it remembers an address before it selects it, so
 * the whole context goes; and what one chip does must not disturb another.
 */
final class Pi4jDevice implements I2cDevice {
  private static final int LONGEST = 32;

  private final BusFile file;
  private final int address;
  private final Supplier<? extends I2CProvider> providers;

  /** Owned by the sampling thread; null until the first read and after every failure. */
  private @Nullable Session session;

  private record Session(Context context, I2C chip) {}

  Pi4jDevice(BusFile file, int address, Supplier<? extends I2CProvider> providers) {
    this.file = file;
    this.address = address;
    this.providers = providers;
  }

  @Override
  public byte[] read(int register, int count) throws SensorException {
    Objects.checkIndex(register, 256);
    if (count < 1 || count > LONGEST) {
      throw new IllegalArgumentException(count + " bytes to read must be 1 to " + LONGEST);
    }
    byte[] bytes = new byte[count];
    try {
      // What this returns is not the number of bytes; a transfer fails or is whole.
      session().chip().readRegister(register, bytes, 0, count);
      return bytes;
    } catch (Pi4JException e) {
      close();
      throw new TransferFault(file, address).of(e);
    } catch (LinkageError e) {
      close();
      throw NativeLibraryFault.of(file.path(), e);
    }
  }

  @Override
  public void close() {
    Session open = session;
    session = null;
    if (open != null) {
      shutDown(open.context());
    }
  }

  private Session session() throws SensorException {
    if (session == null) {
      file.requireUsable();
      session = open();
    }
    return session;
  }

  private Session open() {
    // Detection would find every plug-in on the class path, and a mock before the real one.
    Context context =
        Pi4J.newContextBuilder().noAutoDetect().disableShutdownHook().add(providers.get()).build();
    try {
      I2CProvider provider = context.provider(I2CProvider.class);
      return new Session(context, provider.create(file.number(), address));
    } catch (Pi4JException | LinkageError e) {
      shutDown(context);
      throw e;
    }
  }

  private void shutDown(Context context) {
    try {
      context.shutdown();
    } catch (Pi4JException e) {
      Logger.warn("{} address {}: Pi4J did not let go: {}", file.path(), address, e.getMessage());
    }
  }
}

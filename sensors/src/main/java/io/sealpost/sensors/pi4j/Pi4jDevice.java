package io.sealpost.sensors.pi4j;

import com.pi4j.Pi4J;
import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CProvider;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.i2c.I2cDevice;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * A chip with a Pi4J context of its own. Contexts are not shared: after a failed transfer Pi4J may
 * talk to the wrong chip on the next one, because it remembers an address before it selects it, so
 * the whole context goes; and what one chip does must not disturb another.
 *
 * <p>Of the calls of Pi4J 2.8.0's provider for Linux only {@code readRegister} makes a combined
 * transfer (I2C_RDWR); plain reads and writes are read(2) and write(2) on the device file, each one
 * I2C message to the address that I2C_SLAVE selected; {@code writeReadRegisterWord} does nothing.
 */
final class Pi4jDevice implements I2cDevice {
  private final BusFile file;
  private final int address;
  private final Supplier<? extends I2CProvider> providers;
  private final TransferFault fault;

  /** Owned by the sampling thread; null until the first call and after every failure. */
  private @Nullable Session session;

  private record Session(Context context, I2C chip) {}

  /** What a failed transfer means. */
  private interface Verdict<T> {
    T on(Pi4JException thrown) throws SensorException;
  }

  Pi4jDevice(BusFile file, int address, Supplier<? extends I2CProvider> providers) {
    this.file = file;
    this.address = address;
    this.providers = providers;
    this.fault = new TransferFault(file, address);
  }

  @Override
  public byte[] read(int register, int count) throws SensorException {
    Objects.checkIndex(register, 256);
    byte[] bytes = new byte[requireLength(count)];
    // What this returns is not the number of bytes; a combined transfer fails or is whole.
    transfer(chip -> chip.readRegister(register, bytes, 0, count));
    return bytes;
  }

  @Override
  public void write(byte[] bytes) throws SensorException {
    requireLength(bytes.length);
    transfer(chip -> chip.write(bytes, 0, bytes.length));
  }

  @Override
  public byte[] receive(int count) throws SensorException {
    byte[] bytes = new byte[requireLength(count)];
    int got = transfer(chip -> chip.read(bytes, 0, count));
    if (got != count) {
      close();
      throw new SensorException(
          Kind.BAD_READING,
          "chip 0x%02X on %s: %d bytes came instead of %d: check its wires"
              .formatted(address, file.path(), got, count));
    }
    return bytes;
  }

  @Override
  public Answer probe() throws SensorException {
    byte[] dropped = new byte[1];
    return transfer(
        chip -> {
          chip.read(dropped, 0, 1);
          return Answer.ANSWERS;
        },
        fault::answer);
  }

  @Override
  public void close() {
    Session open = session;
    session = null;
    if (open != null) {
      shutDown(open.context());
    }
  }

  private int transfer(ToIntFunction<I2C> step) throws SensorException {
    return transfer(
        step::applyAsInt,
        thrown -> {
          throw fault.of(thrown);
        });
  }

  private <T> T transfer(Function<I2C, T> step, Verdict<T> verdict) throws SensorException {
    try {
      return step.apply(session().chip());
    } catch (Pi4JException e) {
      close();
      return verdict.on(e);
    } catch (LinkageError e) {
      close();
      throw NativeLibraryFault.of(file.path(), e);
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

  private static int requireLength(int count) {
    if (count < 1 || count > LONGEST) {
      throw new IllegalArgumentException(count + " bytes must be 1 to " + LONGEST);
    }
    return count;
  }
}

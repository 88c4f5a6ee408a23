package io.sealpost.sensors.pi4j;

import com.pi4j.context.Context;
import com.pi4j.exception.Pi4JException;
import com.pi4j.io.i2c.I2C;
import com.pi4j.io.i2c.I2CBase;
import com.pi4j.io.i2c.I2CBus;
import com.pi4j.io.i2c.I2CConfig;
import com.pi4j.io.i2c.I2CProvider;
import com.pi4j.io.i2c.I2CProviderBase;
import io.sealpost.sensors.i2c.FakeChip;
import io.sealpost.sensors.i2c.WordChip;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A provider of Pi4J whose chips are made up. It wraps failures as Pi4J's provider for Linux does,
 * and like that one keeps a chip in the registry and its bus open until the context is shut down.
 */
final class SimulatedProvider extends I2CProviderBase {
  private static final HexFormat HEX = HexFormat.of().withUpperCase();
  private final Wires wires;

  /** What is the same for all providers of one test. */
  static final class Wires {
    /** What the next transfers do; they fail while this is not null. */
    @Nullable Exception failure;

    /** What creating a chip ends with. */
    @Nullable Throwable noCreation;

    /** Chips that are more than one word. */
    final Map<Integer, FakeChip> chips = new HashMap<>();

    /** Whether every other address answers {@link #word}. */
    boolean wordElsewhere = true;

    /** Addresses that a driver of the kernel has. */
    final Set<Integer> busy = new HashSet<>();

    /** Every plain write, with the address that it really went to. */
    final List<String> written = new ArrayList<>();

    int word = 0x1900;
    int providers;
    int shutDowns;
    int transfers;
    int lastRegister = -1;

    SimulatedProvider newProvider() {
      providers++;
      return new SimulatedProvider(this);
    }

    int open() {
      return providers - shutDowns;
    }

    FakeChip chip(int address) throws Exception {
      transfers++;
      if (failure != null) {
        throw failure;
      }
      FakeChip chip = chips.get(address);
      if (chip == null && !wordElsewhere) {
        throw new FakeChip.Nack();
      }
      return chip == null ? new WordChip(0).with(0, word) : chip;
    }
  }

  /** As Pi4J's: it remembers an address before it has selected it. */
  private static final class Bus implements I2CBus {
    private final Wires wires;
    private int lastAddress;
    private int selected;

    Bus(Wires wires) {
      this.wires = wires;
    }

    @Override
    public <R> R execute(I2C i2c, Callable<R> action) {
      try {
        select(i2c.device());
        return action.call();
      } catch (Exception e) {
        throw new Pi4JException("Failed to execute action for device " + i2c.device(), e);
      }
    }

    private void select(int address) throws IOException {
      if (lastAddress != address) {
        lastAddress = address;
        if (wires.busy.contains(address)) {
          throw new IOException("Device or resource busy");
        }
        selected = address;
      }
    }
  }

  private SimulatedProvider(Wires wires) {
    super("simulated-i2c", "Simulated I2C provider");
    this.wires = wires;
  }

  @Override
  public I2C create(I2CConfig config) {
    if (wires.noCreation instanceof Error e) {
      throw e;
    }
    if (wires.noCreation instanceof RuntimeException e) {
      throw e;
    }
    I2C chip = new Chip(this, config, wires);
    context.registry().add(chip);
    return chip;
  }

  @Override
  public I2CProvider shutdown(Context stopping) {
    wires.shutDowns++;
    return super.shutdown(stopping);
  }

  private static final class Chip extends I2CBase<Bus> {
    private final Wires wires;

    Chip(I2CProvider provider, I2CConfig config, Wires wires) {
      super(provider, config, new Bus(wires));
      this.wires = wires;
    }

    @Override
    public int readRegister(int register, byte[] buffer, int offset, int length) {
      return execute(
          () -> {
            wires.lastRegister = register;
            FakeChip chip = wires.chip(device());
            chip.write(new byte[] {(byte) register});
            System.arraycopy(chip.read(length), 0, buffer, offset, length);
            return 40 + length;
          });
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return execute(
          () -> {
            byte[] bytes = wires.chip(i2CBus.selected).read(length);
            System.arraycopy(bytes, 0, buffer, offset, bytes.length);
            return bytes.length == 0 ? -1 : bytes.length;
          });
    }

    @Override
    public int write(byte[] data, int offset, int length) {
      return execute(
          () -> {
            byte[] bytes = Arrays.copyOfRange(data, offset, offset + length);
            wires.written.add("%02X ".formatted(i2CBus.selected) + HEX.formatHex(bytes));
            wires.chip(i2CBus.selected).write(bytes);
            return length;
          });
    }

    @Override
    public int readRegister(byte[] register, byte[] buffer, int offset, int length) {
      throw unexpected();
    }

    @Override
    public int readRegister(int register) {
      throw unexpected();
    }

    @Override
    public int read() {
      throw unexpected();
    }

    @Override
    public int write(byte value) {
      throw unexpected();
    }

    @Override
    public int writeRegister(int register, byte value) {
      throw unexpected();
    }

    @Override
    public int writeRegister(int register, byte[] data, int offset, int length) {
      throw unexpected();
    }

    @Override
    public int writeRegister(byte[] register, byte[] data, int offset, int length) {
      throw unexpected();
    }

    @Override
    public int writeReadRegisterWord(int register, int word) {
      throw unexpected();
    }

    private static AssertionError unexpected() {
      return new AssertionError("only combined reads and plain transfers are expected");
    }
  }
}

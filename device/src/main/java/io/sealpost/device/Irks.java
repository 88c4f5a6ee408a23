package io.sealpost.device;

import io.sealpost.crypto.Irk;
import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.PersonSettings;
import io.sealpost.device.config.Source;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.RotatingAddress;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/** The identity resolving keys of all people, each from a file of its own. */
final class Irks implements AutoCloseable {
  private final Map<Path, Irk> keys = new HashMap<>();

  private Irks() {}

  /**
   * Reads the files that a configuration names.
   *
   * @throws SecretFileException if one is missing, malformed or open to others
   * @throws StartupException if two files of one sensor have the same key
   */
  static Irks load(DeviceConfig config, Primitives primitives)
      throws SecretFileException, StartupException {
    Irks irks = new Irks();
    try {
      for (Source.Presence presence : config.presences()) {
        irks.load(presence, primitives);
      }
      return irks;
    } catch (SecretFileException | StartupException e) {
      irks.close();
      throw e;
    }
  }

  private void load(Source.Presence presence, Primitives primitives)
      throws SecretFileException, StartupException {
    Map<Irk, Path> ofOneSensor = new HashMap<>();
    for (PersonSettings person : presence.people()) {
      for (Path file : person.irkFiles()) {
        Irk irk = keys.get(file);
        if (irk == null) {
          irk = read(file, primitives);
          keys.put(file, irk);
        }
        Path other = ofOneSensor.putIfAbsent(irk, file);
        if (other != null) {
          throw new StartupException(
              ExitCode.CONFIGURATION,
              "identity resolving key file %s: has the same key as %s; it must be of one person"
                  .formatted(file, other));
        }
      }
    }
  }

  private static Irk read(Path file, Primitives primitives) throws SecretFileException {
    try (SecretBytes key = SecretFile.readIrk(file)) {
      return new Irk(primitives, key);
    }
  }

  /**
   * Tells which addresses were made with the key in a file.
   *
   * @throws IllegalArgumentException if the file was not loaded
   */
  RotatingAddress of(Path file) {
    Irk irk = keys.get(file);
    if (irk == null) {
      throw new IllegalArgumentException("file " + file + " must be one of " + keys.keySet());
    }
    return new Key(irk);
  }

  /** Wipes all of them; from now on they made no address. */
  @Override
  public void close() {
    keys.values().forEach(Irk::close);
  }

  /** The port of the sensors, which know no cryptography. */
  private record Key(Irk irk) implements RotatingAddress {
    @Override
    public boolean made(MacAddress address) {
      return irk.made(HexFormat.ofDelimiter(":").parseHex(address.text()));
    }
  }
}

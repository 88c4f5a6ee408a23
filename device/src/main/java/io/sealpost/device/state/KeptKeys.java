package io.sealpost.device.state;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import java.util.List;

/**
 * The keys that rotations have left.
 *
 * @param base which provisioned key they descend from, 16 lower-case hexadecimal digits
 * @param keys the one in force and, while it lives, the one before it; none if the provisioned key
 *     is in force
 */
public record KeptKeys(String base, List<Kept> keys) implements AutoCloseable {
  /** Of no base. */
  public static final KeptKeys NONE = new KeptKeys("0000000000000000", List.of());

  /**
   * @throws IllegalArgumentException if a part is not as stated, or the key in force is not of the
   *     higher generation
   */
  public KeptKeys {
    keys = List.copyOf(keys);
    if (!base.matches("[0-9a-f]{16}")) {
      throw new IllegalArgumentException("its base is not 16 lower-case hexadecimal digits");
    }
    if (keys.size() > 2) {
      throw new IllegalArgumentException("it holds " + keys.size() + " keys, not 0 to 2");
    }
    if (keys.size() == 2 && keys.get(0).generation() <= keys.get(1).generation()) {
      throw new IllegalArgumentException("the key in force is not the newest");
    }
  }

  /**
   * One key.
   *
   * @param generation 0 for the provisioned one, to 2^32 - 1
   * @param psk 32 bytes, closed along with this
   */
  public record Kept(long generation, SecretBytes psk) implements AutoCloseable {
    /**
     * @throws IllegalArgumentException if a part is not as stated
     */
    public Kept {
      if (generation < 0 || generation > Counter.MAX) {
        throw new IllegalArgumentException(
            "generation " + generation + " is not 0 to " + Counter.MAX);
      }
      if (psk.size() != Sealing.KEY_SIZE) {
        throw new IllegalArgumentException(
            "a key has " + psk.size() + " bytes, not " + Sealing.KEY_SIZE);
      }
    }

    @Override
    public void close() {
      psk.close();
    }
  }

  /** Wipes all of them. */
  @Override
  public void close() {
    keys.forEach(Kept::close);
  }
}

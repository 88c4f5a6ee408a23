package io.sealpost.e2e.model.rotation;

import io.sealpost.e2e.model.rotation.Message.Command;
import org.jspecify.annotations.Nullable;

/**
 * The device.
 *
 * @param boot from 0
 * @param hellos said in this boot
 * @param memory the keys it works with
 * @param file the keys as a new process of the agent reads them
 * @param medium the keys as they are after a power cut, unless those of the file got there
 * @param writing the command that waits until its keys are on the medium
 * @param offer its key pair for a new key, a number of its own; 0 if it has none
 * @param draws key pairs drawn in this boot
 * @param highest counter of the newest command that was answered in this boot
 */
record Device(
    int boot,
    int hellos,
    Keys memory,
    Keys file,
    Keys medium,
    @Nullable Command writing,
    int offer,
    int draws,
    int highest) {
  private static final int DRAWS_OF_A_BOOT = 10;

  /**
   * What opens commands.
   *
   * @param old the key before, as long as it opens commands, too
   */
  record Keys(Key current, @Nullable Key old) {
    boolean has(Key key) {
      return key.equals(current) || key.equals(old);
    }
  }

  static Device provisioned() {
    Keys keys = new Keys(Key.PROVISIONED, null);
    return new Device(0, 1, keys, keys, keys, null, 0, 0, 0);
  }

  /** A new boot with the keys that it found. */
  Device restarted(Keys found, boolean synchronises) {
    return new Device(boot + 1, 1, found, found, synchronises ? found : medium, null, 0, 0, 0);
  }

  /** Has put keys in the file, and waits for the medium before the command goes on. */
  Device writes(Keys keys, @Nullable Command then) {
    return new Device(boot, hellos, memory, keys, medium, then, offer, draws, highest);
  }

  /** The keys of the file are on the medium and in force. */
  Device wrote() {
    return new Device(boot, hellos, file, file, file, null, offer, draws, highest);
  }

  /** Works with keys whether they are on the medium or not. */
  Device uses(Keys keys) {
    return new Device(boot, hellos, keys, file, medium, writing, offer, draws, highest);
  }

  /** Has a key pair: the one it had, or a new one. */
  Device offering() {
    return offer != 0
        ? this
        : new Device(
            boot,
            hellos,
            memory,
            file,
            medium,
            writing,
            boot * DRAWS_OF_A_BOOT + draws + 1,
            draws + 1,
            highest);
  }

  /** The key pair has served. */
  Device withoutOffer() {
    return new Device(boot, hellos, memory, file, medium, writing, 0, draws, highest);
  }

  Device answered(int counter) {
    int newest = Math.max(highest, counter);
    return new Device(boot, hellos, memory, file, medium, writing, offer, draws, newest);
  }

  Device saidHello() {
    return new Device(boot, hellos + 1, memory, file, medium, writing, offer, draws, highest);
  }

  /** The newest hello. */
  Message.Hello hello() {
    return new Message.Hello(boot, hellos, memory.current());
  }
}

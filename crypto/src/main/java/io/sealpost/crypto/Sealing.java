package io.sealpost.crypto;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Makes the sealers and openers of a device's key. Safe for use by several threads at once. */
public final class Sealing {
  /** Length of a key in bytes, whatever the format. */
  public static final int KEY_SIZE = 32;

  private final Primitives primitives;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * @param clock dates Fernet tokens and tells their age; COSE needs none
   * @param random draws the initialisation vectors of Fernet; COSE needs none
   */
  public Sealing(Primitives primitives, InstantSource clock, SecureRandom random) {
    this.primitives = primitives;
    this.clock = clock;
    this.random = random;
  }

  /**
   * A sealer, which the caller closes.
   *
   * @param key 32 bytes; copied, the caller closes its own
   * @param device the logical device name, well-formed
   * @throws IllegalArgumentException if an argument is not as stated
   */
  public Sealer sealer(Format format, SecretBytes key, String device, Direction direction) {
    Binding binding = new Binding(device, direction);
    return switch (format) {
      case COSE_1 -> coseSealer(Suite.ONE, key, binding);
      case COSE_2 -> coseSealer(Suite.TWO, key, binding);
      case FERNET -> new FernetSealer(new Fernet(primitives, key), binding, clock, random);
    };
  }

  /**
   * An opener, which the caller closes.
   *
   * @param key 32 bytes; copied, the caller closes its own
   * @param device the logical device name, well-formed
   * @param timeToLive how old a Fernet token may be in whole seconds, 0 or more; without it any age
   *     will do
   * @throws IllegalArgumentException if an argument is not as stated, or a time to live is given
   *     for COSE, which does not carry a time
   */
  public Opener opener(
      Format format,
      SecretBytes key,
      String device,
      Direction direction,
      Optional<Duration> timeToLive) {
    requireUsable(format, timeToLive);
    Binding binding = new Binding(device, direction);
    return switch (format) {
      case COSE_1 -> coseOpener(Suite.ONE, key, binding);
      case COSE_2 -> coseOpener(Suite.TWO, key, binding);
      case FERNET -> new FernetOpener(new Fernet(primitives, key), binding, clock, timeToLive);
    };
  }

  /**
   * The key id that stands in every COSE message of the device, both ways.
   *
   * @return 8 bytes
   * @throws IllegalArgumentException if the key has not 32 bytes, or the format is Fernet, which
   *     has no key id
   */
  public byte[] kid(Format format, SecretBytes key, String device) {
    return switch (format) {
      case COSE_1 -> schedule(Suite.ONE, key, device).kid();
      case COSE_2 -> schedule(Suite.TWO, key, device).kid();
      case FERNET -> throw new IllegalArgumentException("a Fernet key has no key id");
    };
  }

  /**
   * What opens the messages from a device and nothing else, which the caller closes.
   *
   * @param psk 32 bytes; the caller closes its own
   * @param device the logical device name, well-formed
   * @throws IllegalArgumentException if an argument is not as stated, or the format is Fernet,
   *     whose one key does everything
   */
  public ReadKeys readKeys(Format format, SecretBytes psk, String device) {
    ReadKeys.requireSeparable(format);
    return ReadKeys.of(format, schedule(Suite.of(format), psk, device).openingKeys(Direction.UP));
  }

  /**
   * An opener of messages from a device, which the caller closes.
   *
   * @param keys copied, the caller closes its own
   * @param device whose keys they are, well-formed
   * @throws IllegalArgumentException if the name is not as stated
   * @throws IllegalStateException if the keys are closed
   */
  public Opener opener(ReadKeys keys, String device) {
    return new CoseOpener(primitives, new Binding(device, Direction.UP), keys.opening());
  }

  /**
   * A device's pre-shared key from the master key of its fleet: who has that has all of them, also
   * those of devices to come.
   *
   * @param master 32 bytes; the caller closes its own
   * @param device the logical device name, well-formed
   * @param generation 0 or more; another gives another key
   * @return 32 bytes, which the caller closes
   * @throws IllegalArgumentException if an argument is not as stated
   */
  public SecretBytes psk(SecretBytes master, String device, long generation) {
    return KeySchedule.psk(primitives, master, device, generation);
  }

  private Sealer coseSealer(Suite suite, SecretBytes key, Binding binding) {
    KeySchedule schedule = schedule(suite, key, binding.device());
    return new CoseSealer(primitives, binding, schedule.keys(binding.direction()));
  }

  private Opener coseOpener(Suite suite, SecretBytes key, Binding binding) {
    KeySchedule schedule = schedule(suite, key, binding.device());
    return new CoseOpener(primitives, binding, schedule.openingKeys(binding.direction()));
  }

  private KeySchedule schedule(Suite suite, SecretBytes key, String device) {
    return new KeySchedule(primitives, suite, key, device);
  }

  private static void requireUsable(Format format, Optional<Duration> timeToLive) {
    if (timeToLive.isEmpty()) {
      return;
    }
    if (format != Format.FERNET) {
      throw new IllegalArgumentException(
          "a time to live of " + timeToLive.get() + " for " + format.label() + ": only Fernet has");
    }
    if (timeToLive.get().isNegative()) {
      throw new IllegalArgumentException(
          "time to live of " + timeToLive.get().toSeconds() + " s must not be negative");
    }
  }
}

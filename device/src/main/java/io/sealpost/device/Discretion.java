package io.sealpost.device;

import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.Pseudonyms;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.PersonSettings;
import io.sealpost.device.privacy.Privacy;
import io.sealpost.device.privacy.Redaction;
import io.sealpost.protocol.Reading;
import java.util.List;

/**
 * All that the sensors say passes here on its way out, and leaves behind what may not leave the
 * device. Owned by the agent's thread.
 */
final class Discretion implements AutoCloseable {
  private final Pseudonyms pseudonyms;
  private final Privacy privacy;
  private final Redaction redaction;

  /**
   * @param key of the device, 32 bytes; the caller closes it
   */
  Discretion(DeviceConfig config, Primitives primitives, SecretBytes key) {
    this.pseudonyms = Pseudonyms.of(primitives, config.seal().format(), key, config.id().value());
    this.privacy = new Privacy(config.privacy(), pseudonyms::of);
    this.redaction = new Redaction(config.privacy(), names(config));
  }

  private static List<String> names(DeviceConfig config) {
    return config.presences().stream()
        .flatMap(presence -> presence.people().stream())
        .map(PersonSettings::name)
        .distinct()
        .toList();
  }

  /** What may be told of a reading. */
  Reading reading(Reading reading) {
    return privacy.apply(reading);
  }

  /** What may be told of a failure's words. */
  String problem(String words) {
    return redaction.apply(words);
  }

  /** Wipes the key of the pseudonyms. */
  @Override
  public void close() {
    pseudonyms.close();
  }
}

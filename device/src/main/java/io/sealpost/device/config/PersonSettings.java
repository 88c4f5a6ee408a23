package io.sealpost.device.config;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.presence.Identity;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * One person or thing whose presence is watched.
 *
 * @param name 1 to 64 characters of any script
 * @param identities by which it can be told from others, but for those that are secret
 * @param irkFiles files of identity resolving keys, 0600; with the others 1 to 16
 * @param leaveAfter how long it must be listened for in vain, 60 s to 24 h; the rule for all when
 *     absent
 */
public record PersonSettings(
    String name, List<Identity> identities, List<Path> irkFiles, Optional<Duration> leaveAfter) {
  public PersonSettings {
    identities = List.copyOf(identities);
    irkFiles = List.copyOf(irkFiles);
  }

  /** Whether a scanner of that radio can hear it at all. */
  boolean isAudibleTo(Radio radio) {
    return identities.stream().anyMatch(identity -> identity.isAudibleTo(radio))
        || (!irkFiles.isEmpty() && radio == Radio.BLUETOOTH);
  }
}

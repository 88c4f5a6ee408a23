package io.sealpost.station.cli;

import io.sealpost.protocol.DeviceId;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Filter;
import io.sealpost.station.site.KeyRing;
import java.util.List;

/**
 * The devices that a command is for.
 *
 * @param devices at least one; a pattern leaves out those that were revoked
 * @param several whether they were named by a pattern, however many it matches
 */
record Targets(List<DeviceId> devices, boolean several) {
  /** What {@code DEVICE|PATTERN} means, for help texts. */
  static final String DESCRIPTION =
      "A device's id; or several in quotes, with * and ? as in file names: 'kitchen-*'.";

  Targets {
    devices = List.copyOf(devices);
  }

  /**
   * What an argument of the command line means.
   *
   * @throws IllegalArgumentException if it is neither a device id nor a pattern
   */
  static Targets of(KeyRing ring, String argument) throws StationException {
    if (!isPattern(argument)) {
      return new Targets(List.of(new DeviceId(argument)), false);
    }
    Filter filter = Filter.ofGlobs(List.of(argument), List.of());
    List<DeviceId> devices = ring.devicesInUse().stream().filter(filter::wants).toList();
    if (devices.isEmpty()) {
      throw new StationException(
          ExitCode.USAGE,
          "no device of the key ring is called \""
              + argument
              + "\"; \"sealpost key list\" says which there are, and which were"
              + " revoked");
    }
    return new Targets(devices, true);
  }

  /** Whether it is no device's id, but may match several. */
  static boolean isPattern(String argument) {
    return argument.indexOf('*') >= 0 || argument.indexOf('?') >= 0;
  }
}

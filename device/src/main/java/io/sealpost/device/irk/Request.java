package io.sealpost.device.irk;

import io.sealpost.sensors.MacAddress;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is to be done with which key.
 *
 * @param origin where the key comes from; empty where none is wanted, but words on how to get one
 * @param out where to write it; a new file
 * @param check an address on which to try it
 */
public record Request(Optional<Origin> origin, Optional<Path> out, Optional<MacAddress> check) {
  /** Only to be told how it is done. */
  public static final Request HOW =
      new Request(Optional.empty(), Optional.empty(), Optional.empty());

  /** Where a key comes from. */
  public sealed interface Origin {}

  /**
   * A device that is paired with this machine.
   *
   * @param address as the list of paired devices has it
   */
  public record Paired(MacAddress address) implements Origin {}

  /**
   * A file of a key.
   *
   * @param file as the agent reads it, 0600
   */
  public record KeyFile(Path file) implements Origin {}

  /** Standard input. */
  public record StandardInput() implements Origin {}
}

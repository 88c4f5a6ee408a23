package io.sealpost.device;

import io.sealpost.device.irk.Request;
import java.nio.file.Path;

/** What the command line asks for. */
sealed interface Invocation {
  /** The configuration when none is named. */
  Path DEFAULT_CONFIG = Path.of("/etc/sealpost/device.toml");

  /**
   * Run until told to stop.
   *
   * @param config the configuration file
   */
  record Run(Path config) implements Invocation {}

  /**
   * Say whether the configuration is valid.
   *
   * @param config the configuration file
   */
  record Check(Path config) implements Invocation {}

  /**
   * Say whether the broker lets the device in.
   *
   * @param config the configuration file
   */
  record Connect(Path config) implements Invocation {}

  /**
   * List the configured streams.
   *
   * @param config the configuration file
   */
  record Sensors(Path config) implements Invocation {}

  /**
   * Say what this machine has that can be read.
   *
   * @param asking whether I2C chips are asked also where that is not harmless for all
   */
  record Scan(boolean asking) implements Invocation {}

  /**
   * Get an identity resolving key, or try one.
   *
   * @param request what exactly
   */
  record Irk(Request request) implements Invocation {}

  /** Say how it is used. */
  record Help() implements Invocation {}

  /** Say which version it is. */
  record Version() implements Invocation {}
}

package io.sealpost.device.state;

/** The settings that commands have made. */
public interface SettingsStore {
  /**
   * All of them.
   *
   * @throws StateException if they cannot be read or are damaged
   */
  Commanded load() throws StateException;

  /**
   * Replaces all of them; durable on return.
   *
   * @throws StateException if that was impossible
   */
  void save(Commanded commanded) throws StateException;
}

package io.sealpost.device.state;

import java.util.Optional;

/** Where the keys are kept that rotations have left. */
public interface KeyStore {
  /**
   * All of them; durable on return, whoever wrote them.
   *
   * @return which the caller closes; empty before the first rotation
   * @throws StateException if they cannot be read or are damaged
   */
  Optional<KeptKeys> load() throws StateException;

  /**
   * Replaces all of them; durable on return.
   *
   * @param keys the caller closes its own
   * @throws StateException if that was impossible; then those of before are still there, or, if
   *     only the last step failed, either
   */
  void save(KeptKeys keys) throws StateException;
}

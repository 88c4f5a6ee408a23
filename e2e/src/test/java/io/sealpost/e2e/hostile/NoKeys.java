package io.sealpost.e2e.hostile;

import io.sealpost.device.state.KeptKeys;
import io.sealpost.device.state.KeyStore;
import java.util.Optional;

/** Where no rotation has left anything. */
final class NoKeys implements KeyStore {
  @Override
  public Optional<KeptKeys> load() {
    return Optional.empty();
  }

  @Override
  public void save(KeptKeys keys) {
    throw new AssertionError("nobody rotates keys here");
  }
}

package io.sealpost.device;

import io.sealpost.device.state.KeptKeys;
import io.sealpost.device.state.KeptKeys.Kept;
import io.sealpost.device.state.KeyStore;
import io.sealpost.device.state.StateException;
import java.util.Optional;

/** Keys in memory, on a disk that breaks when a test says so. */
public final class FakeKeyStore implements KeyStore {
  private Optional<KeptKeys> kept = Optional.empty();
  private int failures;
  private int failuresAfterWriting;

  /** Makes the next writes fail before anything is written. */
  public void fail(int times) {
    failures = times;
  }

  /** Makes the next writes fail when all is written: the folder cannot be synchronised. */
  public void failAfterWriting(int times) {
    failuresAfterWriting = times;
  }

  /** What is kept. */
  public KeptKeys kept() {
    return kept.orElse(KeptKeys.NONE);
  }

  @Override
  public Optional<KeptKeys> load() {
    return kept.map(FakeKeyStore::copy);
  }

  @Override
  public void save(KeptKeys keys) throws StateException {
    if (failures > 0) {
      failures--;
      throw new StateException("keys: the disk is full");
    }
    kept = Optional.of(copy(keys));
    if (failuresAfterWriting > 0) {
      failuresAfterWriting--;
      throw new StateException("keys: the folder cannot be synchronised");
    }
  }

  private static KeptKeys copy(KeptKeys keys) {
    return new KeptKeys(
        keys.base(),
        keys.keys().stream()
            .map(key -> new Kept(key.generation(), key.psk().part(0, key.psk().size())))
            .toList());
  }
}

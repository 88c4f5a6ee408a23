package io.sealpost.device.keys;

import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.Rotator;
import io.sealpost.device.state.StateException;
import java.security.SecureRandom;
import java.time.InstantSource;

/** Keys of another origin than the station's. */
final class TestKeys {
  static final Sealing SEALING =
      new Sealing(new BcPrimitives(), InstantSource.system(), new SecureRandom());

  private TestKeys() {}

  static RotationDesk desk(Owner owner, Vault vault) {
    try {
      return new RotationDesk(
          DeviceKeys.open(owner, SEALING, vault),
          new Rotation(new BcPrimitives()),
          new SecureRandom());
    } catch (SecretFileException | StateException e) {
      throw new AssertionError(e);
    }
  }

  /** A key file that holds another key after it was read once. */
  static final class Exchanged {
    private final Rotator first;
    private final Rotator later;
    private boolean read;

    Exchanged(Rotator first, Rotator later) {
      this.first = first;
      this.later = later;
    }

    SecretBytes next() {
      SecretBytes psk = read ? later.psk() : first.psk();
      read = true;
      return psk;
    }
  }
}

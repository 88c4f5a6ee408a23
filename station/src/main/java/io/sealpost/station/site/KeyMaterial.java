package io.sealpost.station.site;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.ReadKeys;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import java.util.HexFormat;

/** What a ring holds of one key of a device. */
public sealed interface KeyMaterial extends AutoCloseable {
  /**
   * All of it: opens and commands.
   *
   * @param psk 32 bytes
   */
  record Full(SecretBytes psk) implements KeyMaterial {
    @Override
    public KeyMaterial copy() {
      return new Full(psk.part(0, psk.size()));
    }

    @Override
    public void close() {
      psk.close();
    }
  }

  /**
   * What opens readings, and no more.
   *
   * @param keys of the uplink
   */
  record ReadOnly(ReadKeys keys) implements KeyMaterial {
    @Override
    public KeyMaterial copy() {
      return new ReadOnly(KeyMaterial.copy(keys));
    }

    @Override
    public void close() {
      keys.close();
    }
  }

  /** The same secrets once more; the caller closes them. */
  KeyMaterial copy();

  @Override
  void close();

  /** The same read-only keys once more; the caller closes them. */
  static ReadKeys copy(ReadKeys keys) {
    return new ReadKeys(
        keys.format(),
        keys.kid(),
        keys.encryption().part(0, ReadKeys.SECRET_SIZE),
        keys.authentication().part(0, ReadKeys.SECRET_SIZE));
  }

  /** The key's id, 16 lower-case hexadecimal digits; empty in Fernet, which has none. */
  default String kid(Sealing sealing, Format format, DeviceId device) {
    if (format == Format.FERNET) {
      return "";
    }
    return this instanceof Full full
        ? HexFormat.of().formatHex(sealing.kid(format, full.psk(), device.value()))
        : ((ReadOnly) this).keys().kid();
  }

  /**
   * What opens readings, of either kind; the caller closes it.
   *
   * @throws IllegalArgumentException in Fernet, whose one key does everything
   */
  default ReadKeys readKeys(Sealing sealing, Format format, DeviceId device) {
    return this instanceof Full full
        ? sealing.readKeys(format, full.psk(), device.value())
        : copy(((ReadOnly) this).keys());
  }
}

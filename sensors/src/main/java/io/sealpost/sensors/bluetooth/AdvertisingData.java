package io.sealpost.sensors.bluetooth;

import io.sealpost.sensors.presence.Advertisement;
import io.sealpost.sensors.presence.Identity;
import java.util.Arrays;
import java.util.Optional;

/**
 * Advertising data as it is in the air: a sequence of length, type and value (Bluetooth Core vol 3
 * part C section 11; the types are in the Core Specification Supplement, part A). A device may send
 * anything; what cannot be understood is passed over, what is cut off ends the sequence.
 */
public final class AdvertisingData {
  /** Longest of all, in extended advertising (Bluetooth Core vol 6 part B section 2.3.4.9). */
  public static final int MAX_BYTES = 1650;

  private static final int SHORTENED_NAME = 0x08;
  private static final int COMPLETE_NAME = 0x09;
  private static final int SERVICE_DATA = 0x16;
  private static final int MANUFACTURER_DATA = 0xFF;

  private AdvertisingData() {}

  /**
   * Reads what one device sent.
   *
   * @param data an advertisement, a scan response, or both one after the other; what exceeds {@link
   *     #MAX_BYTES} is passed over
   * @return what is in it; of several of a kind the last, but a complete name before a shortened
   *     one
   */
  public static Advertisement parse(byte[] data) {
    Found found = new Found();
    int end = Math.min(data.length, MAX_BYTES);
    int at = 0;
    while (at < end) {
      int length = Byte.toUnsignedInt(data[at]);
      int next = at + 1 + length;
      // A length of 0 is filling between the advertisement and the scan response.
      if (length > 0 && next <= end) {
        found.take(Byte.toUnsignedInt(data[at + 1]), Arrays.copyOfRange(data, at + 2, next));
      }
      at = next;
    }
    return found.advertisement();
  }

  private static final class Found {
    private Optional<String> complete = Optional.empty();
    private Optional<String> shortened = Optional.empty();
    private Optional<Identity.IBeacon> iBeacon = Optional.empty();
    private Optional<Identity.Eddystone> eddystone = Optional.empty();

    void take(int type, byte[] value) {
      switch (type) {
        case COMPLETE_NAME -> complete = DeviceName.parse(value).or(() -> complete);
        case SHORTENED_NAME -> shortened = DeviceName.parse(value).or(() -> shortened);
        case MANUFACTURER_DATA -> {
          if (value.length >= 2) {
            iBeacon = IBeaconFrame.parse(uint16(value), rest(value)).or(() -> iBeacon);
          }
        }
        case SERVICE_DATA -> {
          if (value.length >= 2) {
            eddystone = EddystoneFrame.parse(uint16(value), rest(value)).or(() -> eddystone);
          }
        }
        default -> {
          // of no interest
        }
      }
    }

    Advertisement advertisement() {
      return new Advertisement(complete.or(() -> shortened), iBeacon, eddystone);
    }

    private static int uint16(byte[] value) {
      return Byte.toUnsignedInt(value[0]) | Byte.toUnsignedInt(value[1]) << 8;
    }

    private static byte[] rest(byte[] value) {
      return Arrays.copyOfRange(value, 2, value.length);
    }
  }
}

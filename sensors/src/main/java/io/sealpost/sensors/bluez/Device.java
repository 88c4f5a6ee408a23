package io.sealpost.sensors.bluez;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.bluetooth.DeviceName;
import io.sealpost.sensors.bluetooth.EddystoneFrame;
import io.sealpost.sensors.bluetooth.IBeaconFrame;
import io.sealpost.sensors.presence.Advertisement;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.Sighting;
import io.sealpost.sensors.presence.Sighting.AddressType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A device of {@code org.bluez.Device1}. Properties of an unexpected type count as missing.
 *
 * @param address by which bluetoothd lists it
 * @param type what kind of address that is
 * @param advertisement what it said so far
 */
record Device(MacAddress address, AddressType type, Advertisement advertisement) {
  private static final int WEAKEST = -127;
  private static final int STRONGEST = 20;
  private static final String RSSI = "RSSI";
  private static final String MANUFACTURER_DATA = "ManufacturerData";
  private static final String SERVICE_DATA = "ServiceData";
  private static final String EDDYSTONE = "0000feaa-0000-1000-8000-00805f9b34fb";

  /**
   * Reads all properties of one.
   *
   * @return empty if it has no address
   */
  static Optional<Device> of(Map<?, ?> properties) {
    if (!(properties.get("Address") instanceof String address) || !MacAddress.isOne(address)) {
      return Optional.empty();
    }
    AddressType type =
        "random".equals(properties.get("AddressType")) ? AddressType.RANDOM : AddressType.PUBLIC;
    return Optional.of(
        new Device(new MacAddress(address), type, Advertisement.NOTHING).with(properties));
  }

  /** The same after some properties changed. */
  Device with(Map<?, ?> changed) {
    Optional<String> name =
        changed.get("Name") instanceof String text ? DeviceName.of(text) : Optional.empty();
    Optional<Identity.IBeacon> iBeacon = iBeacon(changed);
    Optional<Identity.Eddystone> eddystone = eddystone(changed);
    if (name.isEmpty() && iBeacon.isEmpty() && eddystone.isEmpty()) {
      return this;
    }
    return new Device(
        address,
        type,
        new Advertisement(
            name.or(advertisement::name),
            iBeacon.or(advertisement::iBeacon),
            eddystone.or(advertisement::eddystone)));
  }

  /** Whether it takes a radio that heard the device for these properties to change. */
  static boolean isHearing(Map<?, ?> changed) {
    return rssi(changed).isPresent()
        || changed.containsKey(MANUFACTURER_DATA)
        || changed.containsKey(SERVICE_DATA);
  }

  /**
   * What was heard of it.
   *
   * @param properties those that changed, or all
   * @return empty if they do not tell of anything heard
   */
  Optional<Sighting> sighting(Map<?, ?> properties) {
    if (!isHearing(properties)) {
      return Optional.empty();
    }
    return Optional.of(hit(rssi(properties)));
  }

  /**
   * It was heard.
   *
   * @param rssi how strong it was, if that is known
   */
  Sighting hit(OptionalInt rssi) {
    return new Sighting.Bluetooth(address, type, advertisement, rssi, Duration.ZERO);
  }

  /** How strong it was, if that is told and can be. */
  static OptionalInt rssi(Map<?, ?> properties) {
    if (properties.get(RSSI) instanceof Number number) {
      int dbm = number.intValue();
      return dbm >= WEAKEST && dbm <= STRONGEST ? OptionalInt.of(dbm) : OptionalInt.empty();
    }
    return OptionalInt.empty();
  }

  private static Optional<Identity.IBeacon> iBeacon(Map<?, ?> properties) {
    if (properties.get(MANUFACTURER_DATA) instanceof Map<?, ?> data) {
      return bytes(data.get((long) IBeaconFrame.COMPANY))
          .flatMap(bytes -> IBeaconFrame.parse(IBeaconFrame.COMPANY, bytes));
    }
    return Optional.empty();
  }

  private static Optional<Identity.Eddystone> eddystone(Map<?, ?> properties) {
    if (properties.get(SERVICE_DATA) instanceof Map<?, ?> data) {
      return bytes(data.get(EDDYSTONE))
          .flatMap(bytes -> EddystoneFrame.parse(EddystoneFrame.SERVICE, bytes));
    }
    return Optional.empty();
  }

  private static Optional<byte[]> bytes(@Nullable Object value) {
    if (!(value instanceof List<?> list)) {
      return Optional.empty();
    }
    byte[] out = new byte[list.size()];
    for (int i = 0; i < out.length; i++) {
      if (!(list.get(i) instanceof Byte b)) {
        return Optional.empty();
      }
      out[i] = b;
    }
    return Optional.of(out);
  }
}

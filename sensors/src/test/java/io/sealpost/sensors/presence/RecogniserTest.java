package io.sealpost.sensors.presence;

import static io.sealpost.sensors.presence.Devices.PHONE_IP;
import static io.sealpost.sensors.presence.Devices.PHONE_WIFI;
import static io.sealpost.sensors.presence.Devices.TAG;
import static io.sealpost.sensors.presence.Devices.person;
import static io.sealpost.sensors.presence.Devices.says;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Sighting.AddressType;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RecogniserTest {
  private static final int NOBODY = Recogniser.NOBODY;
  private static final UUID OWNER = UUID.fromString("2f234454-cf6d-4a0f-adf2-f4911ba9ffa6");
  private static final String NAMESPACE = "00112233445566778899";

  private static int owner(Sighting sighting, Identity... identities) {
    KnownPerson[] people = new KnownPerson[identities.length];
    for (int i = 0; i < people.length; i++) {
      people[i] = person("person " + i, identities[i]);
    }
    return new Recogniser(List.of(people)).owner(sighting);
  }

  private static Identity.IBeacon iBeacon(Integer... numbers) {
    OptionalInt major = numbers.length > 0 ? OptionalInt.of(numbers[0]) : OptionalInt.empty();
    OptionalInt minor = numbers.length > 1 ? OptionalInt.of(numbers[1]) : OptionalInt.empty();
    return new Identity.IBeacon(OWNER, major, minor);
  }

  private static Sighting heardIBeacon(int major, int minor) {
    return says(
        new Advertisement(Optional.empty(), Optional.of(iBeacon(major, minor)), Optional.empty()));
  }

  private static Sighting heardEddystone(String instance) {
    return says(
        new Advertisement(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new Identity.Eddystone(NAMESPACE, Optional.of(instance)))));
  }

  private static Sighting heardName(String name) {
    return says(new Advertisement(Optional.of(name), Optional.empty(), Optional.empty()));
  }

  private static Sighting neighbour(String ip, Optional<MacAddress> mac)
      throws UnknownHostException {
    return new Sighting.Neighbour(InetAddress.getByName(ip), mac, Duration.ZERO);
  }

  @Test
  void aFixedAddressIsRecognised() {
    Identity bob = new Identity.Bluetooth(new MacAddress("88:29:9C:00:61:B0"));
    assertEquals(1, owner(Devices.tag(-60), bob, new Identity.Bluetooth(TAG)));
    assertEquals(NOBODY, owner(Devices.tag(-60), bob));
  }

  @Test
  void aStaticRandomAddressIsRecognisedWithoutAskingAnyKey() {
    MacAddress address = new MacAddress("C4:00:00:00:00:01");
    CountingKey key = new CountingKey();
    Sighting heard = Devices.bluetooth(address, AddressType.RANDOM, -60);
    assertEquals(1, owner(heard, new Identity.Rotating(key), new Identity.Bluetooth(address)));
    assertEquals(NOBODY, owner(heard, new Identity.Rotating(key)));
    assertEquals(0, key.tries);
  }

  @Test
  void aChangingAddressIsRecognisedByTheKey() {
    CountingKey key = new CountingKey(Devices.address(Devices.resolvable(7)));
    Sighting heard = Devices.random(Devices.resolvable(7), -60);
    Identity other = new Identity.Rotating(new CountingKey());
    assertEquals(1, owner(heard, other, new Identity.Rotating(key)));
  }

  @Test
  void anAddressIsTriedOnceAgainstEachKey() {
    CountingKey first = new CountingKey();
    CountingKey second = new CountingKey(Devices.address(Devices.resolvable(7)));
    Recogniser recogniser =
        new Recogniser(
            List.of(
                person("Ann", new Identity.Rotating(first)),
                person("Bob", new Identity.Rotating(second))));
    for (int i = 0; i < 100; i++) {
      assertEquals(1, recogniser.owner(Devices.random(Devices.resolvable(7), -60)));
      assertEquals(NOBODY, recogniser.owner(Devices.random(Devices.resolvable(8), -60)));
    }
    assertEquals(2, first.tries);
    assertEquals(2, second.tries);
    assertEquals(2, recogniser.remembered());
  }

  @Test
  void addressesThatNoKeyCanHaveMadeAreNotTried() {
    CountingKey key = new CountingKey();
    Recogniser recogniser = new Recogniser(List.of(person("Ann", new Identity.Rotating(key))));
    recogniser.owner(Devices.random(0x00_12_34_56_78_9AL, -60));
    recogniser.owner(Devices.random(0x80_12_34_56_78_9AL, -60));
    recogniser.owner(Devices.random(0xC0_12_34_56_78_9AL, -60));
    recogniser.owner(
        Devices.bluetooth(Devices.address(Devices.resolvable(1)), AddressType.PUBLIC, -60));
    assertEquals(0, key.tries);
    assertEquals(0, recogniser.remembered());
  }

  @Test
  void someoneWithAKeyIsKnownByABeaconToo() {
    Identity key = new Identity.Rotating(new CountingKey());
    Advertisement says = new Advertisement(Optional.of("tag"), Optional.empty(), Optional.empty());
    Sighting heard =
        new Sighting.Bluetooth(
            Devices.address(Devices.resolvable(3)),
            AddressType.RANDOM,
            says,
            OptionalInt.empty(),
            Duration.ZERO);
    assertEquals(1, owner(heard, key, new Identity.BluetoothName("tag")));
  }

  @Test
  void anIBeaconIsRecognisedByWhatIsGivenOfIt() {
    assertEquals(0, owner(heardIBeacon(1, 2), iBeacon()));
    assertEquals(0, owner(heardIBeacon(1, 2), iBeacon(1)));
    assertEquals(0, owner(heardIBeacon(1, 2), iBeacon(1, 2)));
    assertEquals(NOBODY, owner(heardIBeacon(1, 2), iBeacon(2)));
    assertEquals(NOBODY, owner(heardIBeacon(1, 2), iBeacon(1, 1)));
    Identity other =
        new Identity.IBeacon(UUID.randomUUID(), OptionalInt.empty(), OptionalInt.empty());
    assertEquals(NOBODY, owner(heardIBeacon(1, 2), other));
  }

  @Test
  void theIBeaconThatSaysMoreComesFirst() {
    assertEquals(2, owner(heardIBeacon(1, 2), iBeacon(), iBeacon(1), iBeacon(1, 2)));
    assertEquals(1, owner(heardIBeacon(1, 3), iBeacon(), iBeacon(1), iBeacon(1, 2)));
    assertEquals(0, owner(heardIBeacon(2, 2), iBeacon(), iBeacon(1), iBeacon(1, 2)));
  }

  @Test
  void anEddystoneIsRecognised() {
    Identity any = new Identity.Eddystone(NAMESPACE, Optional.empty());
    Identity one = new Identity.Eddystone(NAMESPACE, Optional.of("000000000001"));
    assertEquals(1, owner(heardEddystone("000000000001"), any, one));
    assertEquals(0, owner(heardEddystone("000000000002"), any, one));
    assertEquals(NOBODY, owner(heardEddystone("000000000002"), one));
    Identity other = new Identity.Eddystone("ff112233445566778899", Optional.empty());
    assertEquals(NOBODY, owner(heardEddystone("000000000001"), other));
  }

  @Test
  void aNameMustBeTheWholeName() {
    assertEquals(0, owner(heardName("Ann's tag"), new Identity.BluetoothName("Ann's tag")));
    assertEquals(NOBODY, owner(heardName("Ann's tag 2"), new Identity.BluetoothName("Ann's tag")));
    assertEquals(NOBODY, owner(heardName("ann's tag"), new Identity.BluetoothName("Ann's tag")));
  }

  @Test
  void aStationIsRecognisedByItsHardware() {
    Sighting station = new Sighting.Station(PHONE_WIFI, OptionalInt.of(-50), Duration.ZERO);
    assertEquals(0, owner(station, new Identity.Hardware(PHONE_WIFI)));
    assertEquals(NOBODY, owner(station, new Identity.Bluetooth(PHONE_WIFI)));
  }

  @Test
  void aHostIsRecognisedByHardwareBeforeAddress() throws UnknownHostException {
    Sighting heard = neighbour("192.0.2.7", Optional.of(PHONE_WIFI));
    Identity host = new Identity.Host(InetAddress.getByName("192.0.2.7"));
    assertEquals(1, owner(heard, host, new Identity.Hardware(PHONE_WIFI)));
    assertEquals(0, owner(heard, host, new Identity.Hardware(TAG)));
    assertEquals(0, owner(neighbour("192.0.2.7", Optional.empty()), host));
    assertEquals(NOBODY, owner(heard, new Identity.Host(PHONE_IP)));
  }

  @Test
  void bluetoothAndWifiWithTheSameAddressAreTwo() {
    Identity wifi = new Identity.Hardware(TAG);
    assertEquals(NOBODY, owner(Devices.tag(-60), wifi));
  }
}

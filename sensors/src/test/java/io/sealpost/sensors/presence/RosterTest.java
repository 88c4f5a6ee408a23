package io.sealpost.sensors.presence;

import static io.sealpost.sensors.presence.Devices.TAG;
import static io.sealpost.sensors.presence.Devices.ann;
import static io.sealpost.sensors.presence.Devices.person;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.sealpost.protocol.Reading.Radio;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final Scanner HCI0 = new FakeScanner("hci0", Radio.BLUETOOTH);

  private static String refusal(List<KnownPerson> people, Scanner... scanners) {
    return String.valueOf(
        assertThrows(IllegalArgumentException.class, () -> Roster.check(people, List.of(scanners)))
            .getMessage());
  }

  private static String twice(Identity identity) {
    Identity tag = new Identity.Bluetooth(TAG);
    return refusal(
        List.of(person("Ann", tag, identity), person("Bob", identity)),
        HCI0,
        new FakeScanner("lan", Radio.LAN));
  }

  @Test
  void peopleAndScannersAreCounted() {
    assertEquals("0 people must be 1 to 64", refusal(List.of(), HCI0));
    assertEquals("65 people must be 1 to 64", refusal(Collections.nCopies(65, ann()), HCI0));
    assertEquals("0 scanners must be 1 to 8", refusal(List.of(ann())));
    Scanner[] nine = Collections.nCopies(9, HCI0).toArray(Scanner[]::new);
    assertEquals("9 scanners must be 1 to 8", refusal(List.of(ann()), nine));
  }

  @Test
  void sixtyFourPeopleAreFine() {
    List<KnownPerson> people = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      people.add(person("person " + i, new Identity.Bluetooth(Devices.address(i))));
    }
    Roster.check(people, List.of(HCI0));
  }

  @Test
  void namesMustDiffer() {
    KnownPerson other = person("Ann", new Identity.BluetoothName("other"));
    assertEquals("two people are called \"Ann\"", refusal(List.of(ann(), other), HCI0));
    assertEquals("two scanners are called \"hci0\"", refusal(List.of(ann()), HCI0, HCI0));
    assertEquals(
        "scanner \" \" must have a name of 1 to 64 characters",
        refusal(List.of(ann()), new FakeScanner(" ", Radio.BLUETOOTH)));
  }

  @Test
  void anIdentityBelongsToOne() {
    KnownPerson bob = person("Bob", new Identity.Bluetooth(TAG));
    assertEquals(
        "Bluetooth address 88:29:9C:00:61:A9 belongs to \"Ann\" and to \"Bob\"; it must belong to"
            + " one, and be listed once",
        refusal(List.of(ann(), bob), HCI0));
  }

  @Test
  void everyKindOfIdentityIsNamed() {
    String rest = " belongs to \"Ann\" and to \"Bob\"; it must belong to one, and be listed once";
    UUID uuid = new UUID(1, 2);
    assertEquals("hardware address 88:29:9C:00:61:A9" + rest, twice(new Identity.Hardware(TAG)));
    assertEquals("IP address 127.0.0.1" + rest, twice(new Identity.Host(Devices.PHONE_IP)));
    assertEquals("Bluetooth name \"tag\"" + rest, twice(new Identity.BluetoothName("tag")));
    assertEquals(
        "iBeacon " + uuid + rest,
        twice(new Identity.IBeacon(uuid, OptionalInt.empty(), OptionalInt.empty())));
    assertEquals("an Eddystone" + rest, twice(new Identity.Eddystone("00", Optional.empty())));
    assertEquals(
        "an identity resolving key" + rest, twice(new Identity.Rotating(new CountingKey())));
  }

  @Test
  void somebodyMustBeAudible() {
    KnownPerson host = person("Cy", new Identity.Host(Devices.PHONE_IP));
    assertEquals(
        "nothing can hear \"Cy\": no scanner of [hci0] listens to what it is known by; add one, or"
            + " another identity",
        refusal(List.of(ann(), host), HCI0));
  }
}

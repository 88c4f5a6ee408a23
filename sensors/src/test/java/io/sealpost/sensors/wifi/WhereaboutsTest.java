package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.sensors.IpLiteral;
import io.sealpost.sensors.MacAddress;
import io.sealpost.sensors.presence.Identity;
import io.sealpost.sensors.presence.KnownPerson;
import io.sealpost.sensors.wifi.Neighbour.State;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WhereaboutsTest {
  private static final String MAC = "88:29:9C:00:61:A9";
  private static final String IP = "192.168.1.20";

  private static KnownPerson person(String name, Identity... identities) {
    return new KnownPerson(name, List.of(identities), Optional.empty());
  }

  private static Identity mac(String address) {
    return new Identity.Hardware(new MacAddress(address));
  }

  private static InetAddress ip(String address) {
    return IpLiteral.parse(address).orElseThrow();
  }

  private static Identity host(String address) {
    return new Identity.Host(ip(address));
  }

  private static Neighbour entry(String address, String mac) {
    return new Neighbour(
        ip(address),
        mac.isEmpty() ? Optional.empty() : Optional.of(new MacAddress(mac)),
        State.STALE,
        Optional.empty());
  }

  private static List<String> texts(List<InetAddress> addresses) {
    return addresses.stream().map(InetAddress::getHostAddress).toList();
  }

  @Test
  void whereAHostIsIsConfigured() {
    KnownPerson anna = person("anna", host(IP));
    Whereabouts whereabouts = new Whereabouts(List.of(anna));
    assertEquals(List.of(IP), texts(whereabouts.of(anna)));
    whereabouts.remember(List.of(entry("192.168.1.77", MAC)));
    assertEquals(List.of(IP), texts(whereabouts.all()));
  }

  @Test
  void whereAHardwareAddressIsIsRememberedFromTheTable() {
    KnownPerson anna = person("anna", mac(MAC));
    Whereabouts whereabouts = new Whereabouts(List.of(anna));
    assertEquals(List.of(), whereabouts.of(anna));
    whereabouts.remember(List.of(entry("fe80::1", MAC), entry(IP, MAC)));
    assertEquals(List.of(IP, "fe80:0:0:0:0:0:0:1"), texts(whereabouts.of(anna)));
    whereabouts.remember(List.of(entry(IP, "")));
    assertEquals(List.of(IP, "fe80:0:0:0:0:0:0:1"), texts(whereabouts.of(anna)), "still");
    whereabouts.remember(List.of(entry("192.168.1.21", MAC)));
    assertEquals(List.of("192.168.1.21", IP, "fe80:0:0:0:0:0:0:1"), texts(whereabouts.of(anna)));
  }

  @Test
  void strangersAreNotRemembered() {
    Whereabouts whereabouts = new Whereabouts(List.of(person("anna", mac(MAC))));
    whereabouts.remember(List.of(entry(IP, "02:00:00:00:00:01")));
    assertEquals(List.of(), whereabouts.all());
  }

  @Test
  void addressesThatChangeForEverAreNotRememberedForEver() {
    Whereabouts whereabouts = new Whereabouts(List.of(person("anna", host(IP), mac(MAC))));
    for (int i = 1; i < 1_000; i++) {
      whereabouts.remember(List.of(entry("fd00::" + Integer.toHexString(i), MAC)));
    }
    assertEquals(1 + Whereabouts.MAX_ADDRESSES, whereabouts.all().size());
    assertEquals(IP, texts(whereabouts.all()).get(0), "the configured address stays");
    assertEquals("fd00:0:0:0:0:0:0:3e7", texts(whereabouts.all()).get(1), "the latest comes first");
  }

  @Test
  void anAddressOfTwoPeopleIsNudgedOnce() {
    Whereabouts whereabouts =
        new Whereabouts(List.of(person("anna", host(IP)), person("ben", mac(MAC), host(IP))));
    assertEquals(List.of(IP), texts(whereabouts.all()));
  }

  @Test
  void whoHasNoAddressInThisNetworkIsNowhere() {
    Identity tag = new Identity.Bluetooth(new MacAddress(MAC));
    KnownPerson keys = person("keys", tag);
    Whereabouts whereabouts = new Whereabouts(List.of(keys));
    whereabouts.remember(List.of(entry(IP, MAC)));
    assertEquals(List.of(), whereabouts.of(keys));
  }
}

package io.sealpost.sensors.bluez;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.presence.Sighting;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With a real message bus, and python-dbusmock in the place of bluetoothd. */
final class BluezScannerIT {
  private static final String TAG = "C4:7C:8D:60:11:01";
  private static final String BEACON = "0215f7826da64fa24e988024bc5b71e0893e0007002ac5";

  private final ListeningEar ear = new ListeningEar();
  private MockBluez bluez;
  private BluezScanner scanner;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    bluez = new MockBluez(folder);
    scanner =
        new BluezScanner(
            new BluezSettings(
                "hci0",
                BluezSettings.Mode.ACTIVE,
                Duration.ofMinutes(1),
                Duration.ZERO,
                Duration.ZERO,
                true,
                bluez.address()),
            List.of());
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    scanner.close();
    bluez.close();
  }

  @Test
  void devicesThatComeAndAreHeardAgainAreTold() throws Exception {
    listen();
    bluez.tell("device hci0 " + TAG + " Keys");
    Sighting.Bluetooth first = ear.awaitHeard(TAG);
    assertEquals(OptionalInt.of(-79), first.rssiDbm());
    assertEquals(Optional.of("Keys"), first.advertisement().name());
    bluez.tell("heard hci0 " + TAG + " -61");
    assertEquals(OptionalInt.of(-61), ear.awaitHeard(TAG).rssiDbm());
    bluez.tell("beacon hci0 " + TAG + " " + BEACON);
    Sighting.Bluetooth third = ear.awaitHeard(TAG);
    assertTrue(third.advertisement().iBeacon().isPresent());
    assertEquals(OptionalInt.empty(), third.rssiDbm());
  }

  @Test
  void deviceThatIsMerelyListedIsNotHeard() throws Exception {
    bluez.tell("up");
    bluez.tell("adapter hci0");
    bluez.tell("device hci0 " + TAG + " Keys");
    scanner.start(ear);
    ear.awaitListening();
    bluez.tell("device hci0 00:00:00:00:00:01 Marker");
    ear.awaitHeard("00:00:00:00:00:01");
    bluez.tell("heard hci0 " + TAG + " -50");
    Sighting.Bluetooth heard = ear.awaitHeard(TAG);
    assertEquals(OptionalInt.of(-50), heard.rssiDbm());
    assertEquals(Optional.of("Keys"), heard.advertisement().name(), "looked up at the first hit");
  }

  @Test
  void garbageIsPassedOverAndTheNextHitIsHeard() throws Exception {
    listen();
    bluez.tell("device hci0 " + TAG + " Keys");
    ear.awaitHeard(TAG);
    bluez.tell("garbage hci0 " + TAG);
    bluez.tell("heard hci0 " + TAG + " -42");
    Sighting.Bluetooth heard = ear.awaitHeard(TAG);
    while (heard.rssiDbm().isEmpty()) {
      heard = ear.awaitHeard(TAG);
    }
    assertEquals(OptionalInt.of(-42), heard.rssiDbm());
    assertEquals(Optional.of("Keys"), heard.advertisement().name());
  }

  @Test
  void deviceThatIsTakenFromTheListIsNotHeardByThat() throws Exception {
    listen();
    bluez.tell("device hci0 " + TAG + " Keys");
    ear.awaitHeard(TAG);
    bluez.tell("forget hci0 " + TAG);
    bluez.tell("device hci0 00:00:00:00:00:01 Marker");
    ear.awaitHeard("00:00:00:00:00:01");
    assertTrue(ear.heardMeanwhile().isEmpty());
  }

  @Test
  void missingAdapterIsNamedAndUsedWhenItComes() throws Exception {
    bluez.tell("up");
    bluez.tell("adapter hci1");
    scanner.start(ear);
    String reason = ear.awaitDeaf();
    assertTrue(reason.contains("no Bluetooth adapter hci0; this machine has: hci1;"), reason);
    bluez.tell("adapter hci0");
    ear.awaitListening();
    assertTrue(bluez.tell("started hci0").contains("True"));
  }

  @Test
  void adapterThatIsUnpluggedIsDeafUntilItIsBack() throws Exception {
    listen();
    bluez.tell("unplug hci0");
    assertTrue(ear.awaitDeaf().contains("no Bluetooth adapter hci0; this machine has: none"));
    bluez.tell("adapter hci0");
    ear.awaitListening();
    bluez.tell("device hci0 " + TAG + " Keys");
    ear.awaitHeard(TAG);
  }

  @Test
  void adapterThatIsSwitchedOffIsSwitchedOnAgain() throws Exception {
    listen();
    bluez.tell("power hci0 off");
    assertTrue(ear.awaitDeaf().contains("was switched off"));
    ear.awaitListening();
  }

  @Test
  void daemonThatIsKilledIsDeafUntilItIsBack() throws Exception {
    listen();
    bluez.tell("down");
    assertTrue(ear.awaitDeaf().contains("bluetoothd is not on the system bus"));
    bluez.tell("up");
    bluez.tell("adapter hci0");
    ear.awaitListening();
    bluez.tell("device hci0 " + TAG + " Keys");
    ear.awaitHeard(TAG);
  }

  @Test
  void busThatIsGoneIsDeafUntilItIsBack() throws Exception {
    listen();
    bluez.stopBus();
    assertTrue(ear.awaitDeaf().contains("the system bus " + bluez.address() + " cannot be used"));
    bluez.restartBus();
    assertTrue(ear.awaitDeaf().contains("bluetoothd is not on the system bus"));
  }

  @Test
  @Timeout(60)
  void closedScannerLetsGoOfTheBus() throws Exception {
    listen();
    scanner.close();
    scanner.close();
    bluez.tell("alone");
  }

  private void listen() throws Exception {
    bluez.tell("up");
    bluez.tell("adapter hci0");
    scanner.start(ear);
    ear.awaitListening();
  }
}

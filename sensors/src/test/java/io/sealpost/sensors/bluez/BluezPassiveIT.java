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
import org.junit.jupiter.api.io.TempDir;

/** By monitors, with a real message bus, and python-dbusmock in the place of bluetoothd. */
final class BluezPassiveIT {
  private static final String TAG = "C4:7C:8D:60:11:01";

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
                BluezSettings.Mode.PASSIVE,
                Duration.ofMinutes(1),
                Duration.ZERO,
                Duration.ZERO,
                true,
                bluez.address()),
            List.of());
    bluez.tell("up");
    bluez.tell("adapter hci0");
  }

  @AfterEach
  void stop() throws IOException, InterruptedException {
    scanner.close();
    bluez.close();
  }

  @Test
  void monitorIsActivatedAndNothingIsDiscovered() throws Exception {
    listen();
    assertTrue(bluez.tell("started hci0").contains("False"));
  }

  @Test
  void whoIsFoundIsHeardWithTheLevelThatCameBefore() throws Exception {
    listen();
    bluez.tell("device hci0 " + TAG + " Keys");
    assertTrue(ear.heardMeanwhile().isEmpty());
    bluez.tell("found hci0 " + TAG);
    Sighting.Bluetooth first = ear.awaitHeard(TAG);
    assertEquals(OptionalInt.of(-79), first.rssiDbm());
    assertEquals(Optional.of("Keys"), first.advertisement().name());
    bluez.tell("found hci0 " + TAG);
    assertEquals(OptionalInt.empty(), ear.awaitHeard(TAG).rssiDbm());
  }

  @Test
  void whoWasListedBeforeIsLookedUpWhenFound() throws Exception {
    bluez.tell("device hci0 " + TAG + " Keys");
    listen();
    bluez.tell("found hci0 " + TAG);
    assertEquals(Optional.of("Keys"), ear.awaitHeard(TAG).advertisement().name());
  }

  @Test
  void withoutMonitorsItDiscovers() throws Exception {
    scanner.start(ear);
    ear.awaitListening();
    assertTrue(bluez.tell("started hci0").contains("True"));
    bluez.tell("device hci0 " + TAG + " Keys");
    ear.awaitHeard(TAG);
  }

  @Test
  void monitorThatIsReleasedIsRegisteredAgain() throws Exception {
    listen();
    bluez.tell("device hci0 " + TAG + " Keys");
    bluez.tell("release hci0");
    ear.awaitListening();
    bluez.tell("found hci0 " + TAG);
    ear.awaitHeard(TAG);
  }

  @Test
  void daemonThatComesBackWithoutMonitorsDiscovers() throws Exception {
    listen();
    bluez.tell("down");
    assertTrue(ear.awaitDeaf().contains("bluetoothd is not on the system bus"));
    bluez.tell("up");
    bluez.tell("adapter hci0");
    ear.awaitListening();
    assertTrue(bluez.tell("started hci0").contains("True"));
  }

  private void listen() throws Exception {
    bluez.tell("monitors hci0");
    scanner.start(ear);
    ear.awaitListening();
  }
}

package io.sealpost.e2e.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.e2e.broker.config.BrokerUser;
import io.sealpost.e2e.broker.config.BrokerUser.Role;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DirectoryTest {
  private static final BrokerUser DEVICE = user("rpi-07", Role.DEVICE);
  private static final BrokerUser STATION = user("station", Role.STATION);
  private static final Directory DIRECTORY =
      new Directory(List.of(DEVICE, STATION, user("station-2", Role.DEVICE)));

  @Test
  void userIsKnownByNameAndPassword() {
    assertEquals(Optional.of(DEVICE), DIRECTORY.authenticate("rpi-07", "süß of rpi-07"));
  }

  @ParameterizedTest
  @CsvSource({
    "rpi-07, süß of station",
    "rpi-07, ''",
    "rpi-07, süß of rpi-0",
    "rpi-08, süß of rpi-07",
    "'', ''"
  })
  void nobodyElseIs(String name, String password) {
    assertTrue(DIRECTORY.authenticate(name, password).isEmpty());
  }

  @Test
  void deviceConnectsUnderItsNameOnly() {
    assertTrue(DIRECTORY.mayConnectAs(DEVICE, "rpi-07"));
    assertFalse(DIRECTORY.mayConnectAs(DEVICE, "rpi-07-2"));
    assertFalse(DIRECTORY.mayConnectAs(DEVICE, "station"));
    assertFalse(DIRECTORY.mayConnectAs(DEVICE, ""));
  }

  @Test
  void stationConnectsUnderNamesThatBeginWithItsOwnAndAreNobodyElses() {
    assertTrue(DIRECTORY.mayConnectAs(STATION, "station"));
    assertTrue(DIRECTORY.mayConnectAs(STATION, "station-watch"));
    assertFalse(DIRECTORY.mayConnectAs(STATION, "station-2"));
    assertFalse(DIRECTORY.mayConnectAs(STATION, "stationary"));
    assertFalse(DIRECTORY.mayConnectAs(STATION, "rpi-07"));
  }

  private static BrokerUser user(String name, Role role) {
    return new BrokerUser(
        name, role, SecretBytes.copyOf(("süß of " + name).getBytes(StandardCharsets.UTF_8)));
  }
}

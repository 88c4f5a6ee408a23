package io.sealpost.sensors.wifi;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class LinuxNeighbourhoodIT {
  private static LinuxNeighbourhood on(String networkInterface) {
    return new LinuxNeighbourhood(networkInterface, List.of("ip"));
  }

  @Test
  void theTableOfARealInterfaceIsRead() throws Exception {
    assertDoesNotThrow(() -> new NeighbourTable().parse(on("lo").table()));
  }

  @Test
  void aRealInterfaceThatIsUpListens() {
    assertDoesNotThrow(on("lo")::requireListening);
  }

  @Test
  void anUnknownInterfaceIsAbsentAndThoseThatExistAreNamed() {
    SensorException e = assertThrows(SensorException.class, on("nosuch0")::requireListening);
    assertEquals(Kind.ABSENT, e.kind());
    assertTrue(
        e.getMessage().startsWith("there is no interface \"nosuch0\"; this machine has: "),
        e.getMessage());
    assertTrue(e.getMessage().contains("lo"), e.getMessage());
  }

  @Test
  void theProgramSaysThatAnInterfaceIsUnknown() {
    SensorException e = assertThrows(SensorException.class, on("nosuch0")::table);
    assertEquals(Kind.ABSENT, e.kind());
    assertTrue(e.getMessage().contains("Cannot find device"), e.getMessage());
  }

  @Test
  void aMissingProgramSaysWhatToInstall() {
    LinuxNeighbourhood without = new LinuxNeighbourhood("lo", List.of("/no/such/ip"));
    SensorException e = assertThrows(SensorException.class, without::table);
    assertTrue(e.getMessage().endsWith("install it with apt install iproute2"), e.getMessage());
  }
}

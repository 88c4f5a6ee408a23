package io.sealpost.station.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClientSlotTest {
  @TempDir private Path folder = Path.of("");

  @Test
  void commandsThatRunAtTheSameTimeHaveDifferentNames() throws StationException {
    try (ClientSlot first = take("watch");
        ClientSlot second = take("watch");
        ClientSlot other = take("set")) {
      assertEquals("station-watch", first.clientId());
      assertEquals("station-watch-2", second.clientId());
      assertEquals("station-set", other.clientId());
    }
  }

  @Test
  void aNameIsFreeAgainAfterTheCommandEnded() throws StationException {
    take("watch").close();

    try (ClientSlot next = take("watch")) {
      assertEquals("station-watch", next.clientId());
    }
  }

  @Test
  void tooManyAtOnceAreToldSo() throws StationException {
    List<ClientSlot> taken = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      taken.add(take("watch"));
    }

    StationException fault = assertThrows(StationException.class, () -> take("watch"));

    assertEquals(ExitCode.UNAVAILABLE, fault.exitCode());
    assertTrue(String.valueOf(fault.getMessage()).startsWith("16 \"sealpost watch\" are running"));
    for (ClientSlot slot : taken) {
      slot.close();
    }
  }

  private ClientSlot take(String command) throws StationException {
    return ClientSlot.take(folder, "station", command);
  }
}

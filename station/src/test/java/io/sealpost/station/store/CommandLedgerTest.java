package io.sealpost.station.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.StreamChange;
import io.sealpost.protocol.StreamName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CommandLedgerTest {
  @Test
  void theBootUsedLongestAgoIsForgottenFirst() {
    CommandLedger ledger = CommandLedger.EMPTY;
    for (int i = 0; i < CommandLedger.BOOTS; i++) {
      ledger = ledger.used(boot(i), 10 + i);
    }
    ledger = ledger.used(boot(0), 50).used(boot(100), 1);

    List<BootId> kept = new ArrayList<>(ledger.counters().keySet());
    assertEquals(CommandLedger.BOOTS, kept.size());
    assertEquals(boot(2), kept.get(0));
    assertEquals(OptionalLong.of(51), ledger.next(boot(0), OptionalLong.empty()));
  }

  @Test
  void whatIsWrittenIsReadBackInTheSameOrder() throws IOException {
    CommandLedger ledger =
        CommandLedger.EMPTY
            .used(boot(9), 4_294_967_295L)
            .used(boot(1), 1)
            .wanting(
                new Desired(
                    Map.of(
                        new StreamName("temperature"), StreamChange.every(Duration.ofMillis(100))),
                    Optional.of(LogLevel.WARN)));

    CommandLedger read = LedgerJson.read(LedgerJson.write(ledger));

    assertEquals(ledger, read);
    assertEquals(List.of(boot(9), boot(1)), new ArrayList<>(read.counters().keySet()));
  }

  @Test
  void whatWasWrittenBeforeThereWereOtherSettingsIsReadToo() throws IOException {
    String once = "{\"counters\":{\"0000000000000001\":7},\"desired_ms\":{\"temperature\":100}}";

    CommandLedger read = LedgerJson.read(once.getBytes(StandardCharsets.US_ASCII));

    assertEquals(Map.of(boot(1), 7L), read.counters());
    assertEquals(
        Desired.of(Action.Set.every(new StreamName("temperature"), Duration.ofMillis(100))),
        read.desired());
  }

  private static BootId boot(int number) {
    return new BootId("%016x".formatted(number));
  }
}

package io.sealpost.sensors.esp32;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConversationTest {
  private final FakeLine line = new FakeLine();
  private final QueueEar ear = new QueueEar();
  private long now;
  private final Conversation conversation =
      new Conversation(
          line, new Esp32Watch("/dev/ttyUSB0", false, Duration.ofSeconds(10)), ear, () -> now);

  /** Opens the port, and waits until what was under way has passed. */
  private void settle() {
    turns(1);
    now += Duration.ofSeconds(1).toNanos();
    turns(1);
  }

  private List<Long> turns(int count) {
    List<Long> pauses = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      pauses.add(conversation.turn().toSeconds());
    }
    return pauses;
  }

  @Test
  void itOpensEndsABegunLineAndGreets() {
    assertEquals(List.of(0L, 0L), turns(2));
    assertEquals(List.of("open", "\r\n"), line.calls);
    now += Duration.ofSeconds(1).toNanos();
    turns(1);
    assertEquals(List.of("open", "\r\n", "AT\r\n"), line.news());
  }

  @Test
  void answersMayComeInPieces() {
    settle();
    line.incoming.addAll(List.of("A", "T\r", "\r\n\r\nO", "K\r", "\n"));
    turns(5);
    assertEquals(List.of("open", "\r\n", "AT\r\n", "ATE0\r\n"), line.news());
  }

  @Test
  void severalLinesAtOnceAreTakenInTurn() {
    settle();
    line.incoming.add("OK\r\nOK\r\nAT version:3\r\nOK\r\n");
    turns(1);
    assertEquals("AT+BLEINIT?\r\n", line.news().get(5));
  }

  @Test
  void devicesAreToldToTheEar() {
    line.incoming.add("+BLESCAN:\"5b:3b:6c:51:90:49\",-87,,,1\r\n");
    turns(1);
    assertEquals(List.of("heard 5B:3B:6C:51:90:49"), ear.news());
  }

  @Test
  void whatIsUnpluggedIsLookedForEverLater() {
    turns(1);
    line.plugged = false;
    assertEquals(List.of(1L, 2L, 4L, 8L, 15L, 15L), turns(6));
    assertEquals("deaf ttyUSB0 was unplugged", ear.news().get(5));
    line.calls.clear();
    line.plugged = true;
    assertEquals(List.of(0L), turns(1));
    assertEquals(List.of("open", "\r\n"), line.news());
  }

  @Test
  void theBeginningOfALineIsForgottenWhenItIsOpenedAgain() {
    line.incoming.add("+BLESCAN:\"5b");
    turns(1);
    line.plugged = false;
    turns(1);
    line.plugged = true;
    settle();
    line.incoming.add("OK\r\n");
    turns(1);
    assertTrue(line.news().contains("ATE0\r\n"));
  }

  @Test
  void aModuleThatIsSilentIsClosedAndOpenedAgain() {
    turns(1);
    for (int second = 1; second <= 12; second++) {
      now += Duration.ofSeconds(1).toNanos();
      turns(1);
    }
    List<String> calls = line.news();
    assertEquals("close", calls.get(calls.size() - 1));
    assertTrue(ear.news().get(0).startsWith("deaf the module at /dev/ttyUSB0 does not answer"));
    turns(1);
    assertEquals("open", line.news().get(0));
  }

  @Test
  void afterAWindowThePausesAreShortAgain() {
    line.plugged = false;
    turns(5);
    line.plugged = true;
    settle();
    line.incoming.add("OK\r\nOK\r\nAT version:3\r\nOK\r\n+BLEINIT:0\r\nOK\r\nOK\r\nOK\r\nOK\r\n");
    turns(1);
    now += Duration.ofSeconds(10).toNanos();
    line.incoming.add("+BLESCANDONE\r\n");
    turns(1);
    line.plugged = false;
    assertEquals(List.of(1L), turns(1));
  }
}

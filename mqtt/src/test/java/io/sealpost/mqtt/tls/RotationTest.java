package io.sealpost.mqtt.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RotationTest {
  private final Rotation<String> keys = new Rotation<>("old");

  @Test
  void onlyKeyIsTriedAgainAndAgain() {
    assertEquals("old", keys.next());
    assertFalse(keys.refused("old"), "there is nothing else to try");
    assertEquals("old", keys.next());
    keys.failed();
    assertEquals("old", keys.next());
    assertEquals(Optional.empty(), keys.accepted("old"));
    assertFalse(keys.isUntried());
  }

  @Test
  void newKeyIsTriedNextAndTheOldOneGoesOnceItIsAccepted() {
    keys.offer("new");
    assertTrue(keys.isUntried());
    assertEquals("new", keys.next());
    assertFalse(keys.isUntried());
    assertEquals(Optional.of("old"), keys.accepted("new"));
    assertEquals("new", keys.next());
    assertFalse(keys.isUntried());
  }

  @Test
  void refusedNewKeyIsNotTriedAgainWhileTheOldOneWorks() {
    keys.offer("new");
    assertEquals("new", keys.next());
    assertTrue(keys.refused("new"), "the old one is worth an attempt at once");
    for (int reconnect = 0; reconnect < 3; reconnect++) {
      assertEquals("old", keys.next());
      assertEquals(Optional.empty(), keys.accepted("old"));
    }
    assertFalse(keys.isUntried());
  }

  @Test
  void passingFaultOfTheOldKeyDoesNotBringBackARefusedOne() {
    keys.offer("new");
    keys.next();
    keys.refused("new");
    assertEquals("old", keys.next());
    keys.failed();
    assertEquals("old", keys.next());
  }

  @Test
  void bothAreTriedInTurnsWhileTheBrokerRefusesBoth() {
    keys.offer("new");
    assertEquals("new", keys.next());
    assertTrue(keys.refused("new"));
    assertEquals("old", keys.next());
    assertFalse(keys.refused("old"));
    assertEquals("new", keys.next());
    assertFalse(keys.refused("new"), "once is enough for an attempt at once");
    assertEquals("old", keys.next());
    assertFalse(keys.refused("old"));
    assertEquals("new", keys.next());
    assertEquals(Optional.of("old"), keys.accepted("new"));
  }

  @Test
  void bothAreTriedInTurnsWhileTheNetworkFails() {
    keys.offer("new");
    assertEquals("new", keys.next());
    keys.failed();
    assertEquals("old", keys.next());
    keys.failed();
    assertEquals("new", keys.next());
    keys.failed();
    assertEquals("old", keys.next());
    assertEquals(Optional.empty(), keys.accepted("old"));
    assertFalse(keys.isUntried(), "not worth cutting a connection that works");
    assertEquals("new", keys.next(), "but worth the next attempt");
  }

  @Test
  void newerKeyTakesThePlaceOfARefusedOne() {
    assertEquals(Optional.empty(), keys.offer("new"));
    keys.next();
    keys.refused("new");
    assertEquals("old", keys.next());
    assertEquals(Optional.of("new"), keys.offer("newer"));
    assertTrue(keys.isUntried());
    assertEquals("newer", keys.next());
    assertTrue(keys.refused("newer"));
  }

  @Test
  void newerKeyThatComesWhileOneIsTriedIsTriedAfterIt() {
    keys.offer("new");
    assertEquals("new", keys.next());
    keys.offer("newer");
    assertEquals(Optional.empty(), keys.accepted("new"), "the old one is still the known one");
    assertEquals("newer", keys.next());
    assertEquals(Optional.of("old"), keys.accepted("newer"));
  }
}

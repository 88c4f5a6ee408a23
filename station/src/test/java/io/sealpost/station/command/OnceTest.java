package io.sealpost.station.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.protocol.Action;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OnceTest {
  private static final Action ACTION = new Action.Forget();
  private static final String KID = "0011223344556677";
  private static final String NEXT_KID = "8899aabbccddeeff";
  private static final BootId NEXT_BOOT = new BootId("fedcba9876543210");

  private final Once errand = new Once(ACTION);

  @BeforeEach
  void asksInTheFirstBoot() {
    assertEquals(Optional.of(ACTION), errand.start(hello(FakeDevice.BOOT), KID));
  }

  @Test
  void isNotAskedAgainInAnotherBoot() {
    assertEquals(Optional.empty(), errand.start(hello(NEXT_BOOT), KID));
    assertTrue(errand.over());
  }

  @Test
  void isNotAskedAgainUnderAnotherKeyOfTheSameBoot() {
    assertEquals(Optional.empty(), errand.start(hello(FakeDevice.BOOT), NEXT_KID));
    assertTrue(errand.over());
  }

  private static Hello hello(BootId boot) {
    return FakeDevice.hello(boot, 5, Duration.ofSeconds(9), FakeTime.START);
  }
}

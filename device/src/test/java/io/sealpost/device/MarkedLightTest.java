package io.sealpost.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import io.sealpost.sensors.sysfs.StatusLed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MarkedLightTest {
  @TempDir Path folder;

  private final FakeLight light = new FakeLight();
  private Path mark;

  @BeforeEach
  void names() {
    mark = folder.resolve("blinking");
  }

  private MarkedLight agent() {
    return new MarkedLight(light, mark);
  }

  @Test
  void isMarkedWhileItBlinks() throws Exception {
    MarkedLight agent = agent();
    agent.blink();
    assertTrue(Files.exists(mark));
    agent.blink();
    agent.restore();
    assertFalse(Files.exists(mark));
    assertEquals(List.of("blink", "blink", "restore"), light.told);
  }

  @Test
  void isLeftAloneWhereNobodyLeftItBlinking() throws Exception {
    agent().blink();
    agent().restore();
    light.told.clear();
    agent().endFormer();
    assertEquals(List.of(), light.told);
  }

  @Test
  void isEndedByTheNextAgentOnce() throws Exception {
    agent().blink();
    light.told.clear();
    agent().endFormer();
    agent().endFormer();
    assertEquals(List.of("blink", "restore"), light.told);
  }

  @Test
  void staysMarkedAsLongAsItCannotBeEnded() throws Exception {
    agent().blink();
    light.failWith(new SensorException(Kind.NOT_PERMITTED, "why"));
    agent().endFormer();
    assertTrue(Files.exists(mark));
  }

  @Test
  void blinksWithoutAMarkIfItMust() throws Exception {
    mark = folder.resolve("missing/blinking");
    agent().blink();
    agent().restore();
    assertEquals(List.of("blink", "restore"), light.told);
  }

  @Test
  void saysWhyItCannotBlink() {
    light.failWith(new SensorException(Kind.ABSENT, "why"));
    assertThrows(SensorException.class, () -> agent().blink());
  }

  /** As the kernel has it after a kill: the trigger that was before is forgotten. */
  @Test
  void givesTheLightBackToTheCard() throws Exception {
    Path led = led("[none] mmc0 timer");
    new MarkedLight(new StatusLed(folder), mark).blink();
    Files.writeString(led.resolve("trigger"), "none mmc0 [timer]");
    new MarkedLight(new StatusLed(folder), mark).endFormer();
    assertEquals("mmc0", Files.readString(led.resolve("trigger")));
  }

  private Path led(String trigger) throws IOException {
    Path led = Files.createDirectories(folder.resolve("class/leds/ACT"));
    Files.writeString(led.resolve("trigger"), trigger);
    Files.writeString(led.resolve("brightness"), "1\n");
    return led;
  }
}

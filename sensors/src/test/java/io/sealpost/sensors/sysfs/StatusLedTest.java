package io.sealpost.sensors.sysfs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusLedTest {
  private static final String CARD = "none rc-feedback kbd-scrolllock [mmc0] timer heartbeat\n";

  @TempDir Path root;
  private StatusLed light;

  @BeforeEach
  void light() {
    light = new StatusLed(root);
  }

  private Path led(String name, String trigger) throws IOException {
    Path led = Files.createDirectories(root.resolve("class/leds").resolve(name));
    Files.writeString(led.resolve("trigger"), trigger);
    Files.writeString(led.resolve("brightness"), "1\n");
    return led;
  }

  /** The kernel makes them with the trigger; here they are there before. */
  private static void delays(Path led) throws IOException {
    Files.writeString(led.resolve("delay_on"), "500");
    Files.writeString(led.resolve("delay_off"), "500");
  }

  private static String trigger(Path led) throws IOException {
    return Files.readString(led.resolve("trigger"));
  }

  @Test
  void blinksFastAndThenShowsWhatItShowedBefore() throws Exception {
    Path led = led("ACT", CARD);
    delays(led);
    light.blink();
    assertEquals("timer", trigger(led));
    assertEquals("100", Files.readString(led.resolve("delay_on")));
    assertEquals("100", Files.readString(led.resolve("delay_off")));
    light.restore();
    assertEquals("mmc0", trigger(led));
  }

  @Test
  void blinksWithoutDelaysToo() throws Exception {
    Path led = led("ACT", CARD);
    light.blink();
    assertEquals("timer", trigger(led));
  }

  @Test
  void restoresTheOriginalAfterItWasToldToBlinkTwice() throws Exception {
    Path led = led("ACT", CARD);
    light.blink();
    Files.writeString(led.resolve("trigger"), "none mmc0 [timer]\n");
    light.blink();
    light.restore();
    assertEquals("mmc0", trigger(led));
  }

  @Test
  void restoresTheBrightnessOfALightThatNothingTriggers() throws Exception {
    Path led = led("ACT", "[none] mmc0 timer\n");
    light.blink();
    Files.writeString(led.resolve("brightness"), "0\n");
    light.restore();
    assertEquals("none", trigger(led));
    assertEquals("1", Files.readString(led.resolve("brightness")));
  }

  @ParameterizedTest
  @CsvSource({"none mmc0 [timer], mmc0", "none [timer] heartbeat, none"})
  void doesNotTakeABlinkingOfAnEarlierAgentForTheOriginal(String left, String original)
      throws Exception {
    Path led = led("ACT", left);
    light.blink();
    light.restore();
    assertEquals(original, trigger(led));
  }

  @Test
  void doesNothingWhenThereIsNothingToRestore() throws Exception {
    Path led = led("ACT", CARD);
    light.restore();
    light.blink();
    light.restore();
    light.restore();
    assertEquals("mmc0", trigger(led));
  }

  @ParameterizedTest
  @CsvSource({
    "ACT, led0",
    "led0, orangepi:red:status",
    "x:green:act, x:green:status",
    "x:green:activity, x:blue:heartbeat",
    "x:green:status, x:blue:heartbeat",
    "x:blue:heartbeat, mmc0::",
    "mmc0::, PWR"
  })
  void prefersTheLightThatShowsWhatTheBoardDoes(String better, String worse) throws Exception {
    Path chosen = led(better, CARD);
    Path other = led(worse, CARD);
    light.blink();
    assertEquals("timer", trigger(chosen));
    assertEquals(CARD, trigger(other));
  }

  @Test
  void saysWhichLightsThereAreIfNoneIsOfUse() throws Exception {
    led("input3::capslock", CARD);
    led("PWR", CARD);
    SensorException e = assertThrows(SensorException.class, light::blink);
    assertEquals(Kind.ABSENT, e.kind());
    assertTrue(e.getMessage().endsWith("this machine has: PWR, input3::capslock"), e.getMessage());
  }

  @Test
  void saysThatThereIsNoLightAtAll() {
    SensorException e = assertThrows(SensorException.class, light::blink);
    assertEquals(Kind.ABSENT, e.kind());
    assertTrue(e.getMessage().endsWith("this machine has: none"), e.getMessage());
  }

  @Test
  void saysWhatToDoIfItCannotBeWritten() throws Exception {
    Path led = led("ACT", CARD);
    Files.delete(led.resolve("trigger"));
    // Nobody may write there, not even root.
    Files.createSymbolicLink(led.resolve("trigger"), Path.of("/proc/version"));
    SensorException e = assertThrows(SensorException.class, light::blink);
    assertEquals(Kind.NOT_PERMITTED, e.kind());
    assertTrue(e.getMessage().contains("install 60-sealpost-led.rules"), e.getMessage());
    light.restore();
  }
}

package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.Light;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The light on a board that shows what it does, through the kernel's LED class
 * (Documentation/leds/leds-class.rst): it blinks by the trigger {@code timer}, so that nobody has
 * to switch it, and gets back the trigger that it had.
 */
public final class StatusLed implements Light {
  static final String TIMER = "timer";

  /** What memory cards light on a Raspberry Pi, where nobody knows any more what it was. */
  private static final String CARD = "mmc0";

  private static final String NONE = "none";
  private static final String HALF_PERIOD = "100";
  private static final Pattern CHOSEN = Pattern.compile("\\[([^\\]\\s]{1,64})\\]");

  private final LedClass leds;
  private Optional<Former> former = Optional.empty();

  /** What it showed before it blinked. */
  private record Former(Path led, String trigger, Optional<String> brightness) {}

  /**
   * @param sysRoot {@code /sys}
   */
  public StatusLed(Path sysRoot) {
    this.leds = new LedClass(sysRoot.resolve("class/leds"));
  }

  @Override
  public void blink() throws SensorException {
    if (former.isPresent()) {
      // By now somebody may have given us the files that were made when it began.
      hurry(former.get().led());
      return;
    }
    Path led = leds.status();
    Former before = look(led);
    write(led.resolve("trigger"), TIMER);
    former = Optional.of(before);
    hurry(led);
  }

  /** Without this it blinks as well, once a second: the kernel makes these files only now. */
  private static void hurry(Path led) {
    for (String file : new String[] {"delay_on", "delay_off"}) {
      if (Files.isWritable(led.resolve(file))) {
        try {
          write(led.resolve(file), HALF_PERIOD);
        } catch (SensorException e) {
          return;
        }
      }
    }
  }

  private static Former look(Path led) throws SensorException {
    String text = new Attribute(led.resolve("trigger")).text();
    Matcher chosen = CHOSEN.matcher(text);
    String trigger = chosen.find() ? chosen.group(1) : NONE;
    if (trigger.equals(TIMER)) {
      // Most likely by an agent that was killed while it blinked.
      trigger = text.matches("(?s).*\\b" + CARD + "\\b.*") ? CARD : NONE;
    }
    Optional<String> brightness =
        trigger.equals(NONE)
            ? Optional.of(new Attribute(led.resolve("brightness")).text())
            : Optional.empty();
    return new Former(led, trigger, brightness);
  }

  @Override
  public void restore() throws SensorException {
    if (former.isPresent()) {
      Former before = former.get();
      write(before.led().resolve("trigger"), before.trigger());
      former = Optional.empty();
      if (before.brightness().isPresent()) {
        write(before.led().resolve("brightness"), before.brightness().get());
      }
    }
  }

  private static void write(Path file, String word) throws SensorException {
    try {
      Files.write(
          file,
          word.getBytes(StandardCharsets.US_ASCII),
          StandardOpenOption.WRITE,
          StandardOpenOption.TRUNCATE_EXISTING);
    } catch (IOException e) {
      throw new SensorException(
          Kind.NOT_PERMITTED,
          file
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "): install 60-sealpost-led.rules, and under systemd our unit, then start the agent"
              + " again",
          e);
    }
  }
}

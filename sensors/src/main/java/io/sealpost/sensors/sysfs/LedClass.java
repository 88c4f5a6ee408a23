package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The lights that the kernel knows.
 *
 * @param folder {@code /sys/class/leds}
 */
record LedClass(Path folder) {
  /** More than any machine has; a bound all the same. */
  private static final int MAX_ENTRIES = 1024;

  /**
   * Names of lights that show what a board does, the likeliest first: the green one of a Raspberry
   * Pi as it is called now and as it was called before 2022, then those of other boards by their
   * function ({@code device:colour:function}), and that of a card reader.
   */
  private static final List<Pattern> LIKELY =
      List.of(
          Pattern.compile("ACT"),
          Pattern.compile("led0"),
          Pattern.compile(".*:(act|activity)"),
          Pattern.compile(".*:status"),
          Pattern.compile(".*:heartbeat"),
          Pattern.compile("mmc0::.*"));

  /**
   * The folder of the light that shows what the board does.
   *
   * @throws SensorException if there is none
   */
  Path status() throws SensorException {
    List<String> names = names();
    for (Pattern likely : LIKELY) {
      Optional<String> found = names.stream().filter(n -> likely.matcher(n).matches()).findFirst();
      if (found.isPresent()) {
        return folder.resolve(found.get());
      }
    }
    throw new SensorException(
        Kind.ABSENT,
        "no light in "
            + folder
            + " is ACT, led0, *:act, *:activity, *:status or *:heartbeat; this machine has: "
            + (names.isEmpty() ? "none" : String.join(", ", names)));
  }

  private List<String> names() throws SensorException {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> leds = Files.newDirectoryStream(folder)) {
      for (Path led : leds) {
        String name = String.valueOf(led.getFileName());
        if (names.size() < MAX_ENTRIES && KernelName.isPlain(name)) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (DirectoryIteratorException e) {
      IOException cause = e.getCause();
      throw FileFault.of(folder, cause == null ? new IOException(e) : cause);
    } catch (IOException e) {
      throw FileFault.of(folder, e);
    }
    Collections.sort(names);
    return names;
  }
}

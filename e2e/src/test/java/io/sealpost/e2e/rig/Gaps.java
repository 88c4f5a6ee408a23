package io.sealpost.e2e.rig;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** What the station said is missing. */
public final class Gaps {
  private Gaps() {}

  /**
   * All gaps in the output of {@code sealpost watch --json}.
   *
   * @return {@code device stream epoch/sequence}
   */
  public static Set<String> by(Child watch) {
    return watch.out().all().stream()
        .filter(Events.of("gap"))
        .flatMap(Gaps::each)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> each(String line) {
    String before =
        Events.text(line, "device")
            + " "
            + Events.text(line, "stream")
            + " "
            + (long) Events.number(line, "epoch")
            + "/";
    return LongStream.rangeClosed(
            (long) Events.number(line, "first"), (long) Events.number(line, "last"))
        .mapToObj(sequence -> before + sequence);
  }
}

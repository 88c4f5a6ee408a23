package io.sealpost.device.journal.ring;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of the files in the folder: {@code segment-000001}, {@code quarantine-000001}. */
enum FileName {
  SEGMENT("segment-"),
  QUARANTINE("quarantine-");

  private final String prefix;
  private final Pattern pattern;

  FileName(String prefix) {
    this.prefix = prefix;
    this.pattern = Pattern.compile(prefix + "([0-9]{6,9})");
  }

  /** The name of the file with a number. */
  String of(int number) {
    return String.format(Locale.ROOT, "%s%06d", prefix, number);
  }

  /** The number of a file; empty if it is none of these. */
  OptionalInt number(String name) {
    Matcher matcher = pattern.matcher(name);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}

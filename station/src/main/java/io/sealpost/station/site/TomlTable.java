package io.sealpost.station.site;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One table of a TOML file, read key by key; every complaint names file, key, value and what is
 * allowed.
 *
 * @param file for messages
 * @param name of the table; empty at the top
 * @param values by key
 * @param fault the exit code of every complaint; {@link ExitCode#PERMISSION} marks a file of
 *     secrets, whose values are not quoted
 */
record TomlTable(String file, String name, Map<String, Object> values, ExitCode fault) {
  /** The table that the parser read. */
  static TomlTable of(String file, String name, UnmodifiableConfig parsed, ExitCode fault) {
    Map<String, Object> values = new LinkedHashMap<>();
    parsed.entrySet().forEach(entry -> values.put(entry.getKey(), entry.getRawValue()));
    return new TomlTable(file, name, values, fault);
  }

  /** Complains of every key that is not one of {@code known}. */
  void allowOnly(Set<String> known) throws StationException {
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        String hint =
            Nearest.to(key, known)
                .map(nearest -> "did you mean \"" + nearest + "\"?")
                .orElse("known here: " + String.join(", ", known.stream().sorted().toList()));
        throw complaint(key, "unknown key; " + hint);
      }
    }
  }

  /** The table of that name. */
  TomlTable table(String key) throws StationException {
    Object value = values.get(key);
    if (value instanceof UnmodifiableConfig inner) {
      return of(file, key, inner, fault);
    }
    throw complaint(key, value == null ? "table [" + key + "] is missing" : "must be a table");
  }

  /** Whether there is such a key. */
  boolean has(String key) {
    return values.containsKey(key);
  }

  /** The tables of an array of tables, {@code [[key]]}, in order; none if there is none. */
  List<TomlTable> tables(String key) throws StationException {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    List<TomlTable> tables = new ArrayList<>();
    if (value instanceof List<?> list) {
      for (Object each : list) {
        if (each instanceof UnmodifiableConfig inner) {
          String title = key + " " + (tables.size() + 1);
          tables.add(of(file, title, inner, fault));
        }
      }
      if (tables.size() == list.size()) {
        return tables;
      }
    }
    throw complaint(key, "must be written as [[" + key + "]]");
  }

  /** The tables below one that may be missing, by name. */
  Map<String, TomlTable> tablesBelow(String key) throws StationException {
    if (!has(key)) {
      return Map.of();
    }
    TomlTable outer = table(key);
    Map<String, TomlTable> tables = new LinkedHashMap<>();
    for (Map.Entry<String, Object> entry : outer.values.entrySet()) {
      if (!(entry.getValue() instanceof UnmodifiableConfig inner)) {
        throw complaint(key + "." + entry.getKey(), "must be a table");
      }
      String title = (name.isEmpty() ? "" : name + " ") + key + "." + entry.getKey();
      tables.put(entry.getKey(), of(file, title, inner, fault));
    }
    return tables;
  }

  /** A string, or a list of at least one, that must be there. */
  List<String> strings(String key) throws StationException {
    if (!(values.get(key) instanceof List<?> list)) {
      return List.of(string(key));
    }
    List<String> strings = new ArrayList<>();
    for (Object each : list) {
      if (!(each instanceof String text) || text.isEmpty()) {
        throw complaint(key, quoted(each) + "must be a string in quotes, not empty");
      }
      strings.add(text);
    }
    if (strings.isEmpty()) {
      throw complaint(key, "names nothing");
    }
    return strings;
  }

  /** A whole number that may be missing. */
  Optional<Integer> integer(String key) throws StationException {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof Integer number) {
      return Optional.of(number);
    }
    throw complaint(key, quoted(value) + "must be a whole number");
  }

  /** A string or a number, as text, that may be missing. */
  Optional<String> text(String key) throws StationException {
    return values.get(key) instanceof Number number
        ? Optional.of(number.toString())
        : optionalString(key);
  }

  /** A duration that may be missing. */
  Optional<Duration> duration(String key) throws StationException {
    Optional<String> text = optionalString(key);
    return text.isEmpty() ? Optional.empty() : Optional.of(parsed(key, text.get()));
  }

  /** A string that must be there. */
  String string(String key) throws StationException {
    return optionalString(key).orElseThrow(() -> complaint(key, "missing; it must be given"));
  }

  /** A string that may be missing. */
  Optional<String> optionalString(String key) throws StationException {
    Object value = values.get(key);
    if (value == null) {
      return Optional.empty();
    }
    if (value instanceof String text && !text.isEmpty()) {
      return Optional.of(text);
    }
    throw complaint(key, quoted(value) + "must be a string in quotes, not empty");
  }

  /** A boolean, or {@code absent} if missing. */
  boolean bool(String key, boolean absent) throws StationException {
    Object value = values.getOrDefault(key, absent);
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw complaint(key, quoted(value) + "must be true or false");
  }

  /** A whole number within the bounds, or {@code absent} if missing. */
  long integer(String key, long absent, long min, long max) throws StationException {
    Object value = values.getOrDefault(key, absent);
    boolean whole = value instanceof Integer || value instanceof Long;
    long number = whole ? ((Number) value).longValue() : -1;
    if (!whole || number < min || number > max) {
      throw complaint(key, quoted(value) + "must be a whole number from " + min + " to " + max);
    }
    return number;
  }

  /** A point in time, in quotes. */
  Instant instant(String key) throws StationException {
    try {
      return Instant.parse(string(key));
    } catch (DateTimeParseException e) {
      throw complaint(key, "must be a time, for instance \"2026-11-28T12:00:00Z\"");
    }
  }

  /** A list of strings; empty if missing. */
  List<String> optionalStrings(String key) throws StationException {
    Object value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?>)) {
      throw complaint(key, quoted(value) + "must be a list");
    }
    return strings(key);
  }

  /** The table of that name, if it is there. */
  Optional<TomlTable> optionalTable(String key) throws StationException {
    return values.containsKey(key) ? Optional.of(table(key)) : Optional.empty();
  }

  /** A duration within the bounds, or {@code absent} if missing. */
  Duration duration(String key, Duration absent, Duration min, Duration max)
      throws StationException {
    Optional<String> text = optionalString(key);
    if (text.isEmpty()) {
      return absent;
    }
    Duration duration = parsed(key, text.get());
    if (duration.compareTo(min) < 0 || duration.compareTo(max) > 0) {
      throw complaint(
          key,
          quoted(text.get()) + "must be " + DurationText.of(min) + " to " + DurationText.of(max));
    }
    return duration;
  }

  private Duration parsed(String key, String text) throws StationException {
    try {
      return DurationText.parse(text);
    } catch (IllegalArgumentException e) {
      throw complaint(key, String.valueOf(e.getMessage()));
    }
  }

  /** A complaint about one key. */
  StationException complaint(String key, String what) {
    return new StationException(
        fault, file + ": " + (name.isEmpty() ? "" : "[" + name + "] ") + key + ": " + what);
  }

  private String quoted(Object value) {
    // An @ may be that of a URL with a password.
    if (fault == ExitCode.PERMISSION || String.valueOf(value).indexOf('@') >= 0) {
      return "";
    }
    return (value instanceof String ? "\"" + value + "\"" : String.valueOf(value)) + " ";
  }
}

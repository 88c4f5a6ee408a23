package io.sealpost.station.site;

import com.electronwill.nightconfig.core.UnmodifiableConfig;
import io.sealpost.station.ExitCode;
import io.sealpost.station.StationException;
import java.time.Duration;
import java.util.LinkedHashMap;
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

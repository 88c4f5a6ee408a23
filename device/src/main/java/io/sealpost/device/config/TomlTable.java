package io.sealpost.device.config;

import com.electronwill.nightconfig.core.Config;
import com.electronwill.nightconfig.core.UnmodifiableConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One table of a TOML file, read strictly: a key that is not known is an error. */
final class TomlTable {
  private final TomlText text;
  private final String path;
  private final UnmodifiableConfig values;

  private TomlTable(TomlText text, String path, UnmodifiableConfig values) {
    this.text = text;
    this.path = path;
    this.values = values;
  }

  /**
   * The file's own table.
   *
   * @throws ConfigException if the file is not TOML or has a table that is not among {@code known}
   */
  static TomlTable root(TomlText text, Set<String> known) throws ConfigException {
    return new TomlTable(text, "", text.parse()).allowing(known);
  }

  /** Holds the table to these keys. */
  TomlTable allowing(Set<String> known) throws ConfigException {
    for (UnmodifiableConfig.Entry entry : values.entrySet()) {
      if (!known.contains(entry.getKey())) {
        String guess =
            Spelling.nearest(entry.getKey(), known)
                .map(key -> "; did you mean " + key + "?")
                .orElse("");
        throw wrong(
            entry.getKey(),
            "unknown key"
                + guess
                + " (known here: "
                + String.join(", ", new TreeSet<>(known))
                + ")");
      }
    }
    return this;
  }

  /** The table below {@code key}; an empty one if it is not there. */
  TomlTable table(String key, Set<String> known) throws ConfigException {
    Object value = value(key);
    if (value == null) {
      return new TomlTable(text, KeyLines.join(path, key), Config.inMemory());
    }
    if (value instanceof UnmodifiableConfig config) {
      return new TomlTable(text, KeyLines.join(path, key), config).allowing(known);
    }
    throw wrong(key, quoted(value) + " must be a table: write [" + KeyLines.join(path, key) + "]");
  }

  /** All tables of the array {@code key}, in the order of the file; none if it is not there. */
  List<TomlTable> tables(String key) throws ConfigException {
    Object value = value(key);
    List<TomlTable> tables = new ArrayList<>();
    if (value instanceof List<?> elements && !elements.isEmpty()) {
      for (Object element : elements) {
        if (!(element instanceof UnmodifiableConfig config)) {
          throw wrong(key, quoted(value) + " must be tables: write [[" + key + "]]");
        }
        String name = KeyLines.join(path, key) + "[" + (tables.size() + 1) + "]";
        tables.add(new TomlTable(text, name, config));
      }
    } else if (value != null) {
      throw wrong(key, quoted(value) + " must be tables: write [[" + key + "]]");
    }
    return tables;
  }

  /** A string, which must be there. */
  <T> T required(String key, Function<String, T> parser) throws ConfigException {
    Optional<T> value = optional(key, parser);
    if (value.isEmpty()) {
      throw wrong(key, "missing; it must be there");
    }
    return value.get();
  }

  /**
   * A string, if it is there.
   *
   * @param parser throws {@link IllegalArgumentException} with what is allowed
   */
  <T> Optional<T> optional(String key, Function<String, T> parser) throws ConfigException {
    Object value = value(key);
    if (value == null) {
      return Optional.empty();
    }
    if (!(value instanceof String string)) {
      throw wrong(key, quoted(value) + " must be a string in double quotes");
    }
    return Optional.of(parsed(key, string, parser));
  }

  private <T> T parsed(String key, String string, Function<String, T> parser)
      throws ConfigException {
    try {
      return parser.apply(string);
    } catch (IllegalArgumentException e) {
      throw wrong(key, String.valueOf(e.getMessage()));
    }
  }

  /**
   * The strings of a list, in the order of the file; none if it is not there.
   *
   * @param parser throws {@link IllegalArgumentException} with what is allowed
   */
  <T> List<T> texts(String key, Function<String, T> parser) throws ConfigException {
    Object value = value(key);
    List<T> texts = new ArrayList<>();
    if (value instanceof List<?> elements) {
      for (Object element : elements) {
        if (!(element instanceof String string)) {
          throw wrong(key, quoted(element) + " must be a string in double quotes");
        }
        texts.add(parsed(key, string, parser));
      }
    } else if (value != null) {
      throw wrong(key, quoted(value) + " must be a list: write [\"...\", \"...\"]");
    }
    return texts;
  }

  /** Whether something is so; {@code otherwise} if the file says nothing. */
  boolean bool(String key, boolean otherwise) throws ConfigException {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean bool) {
      return bool;
    }
    throw wrong(key, quoted(value) + " must be true or false, without quotes");
  }

  /** A whole number within bounds; {@code otherwise} if the file says nothing. */
  int integer(String key, int otherwise, int minimum, int maximum) throws ConfigException {
    Object value = value(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number && number >= minimum && number <= maximum) {
      return number;
    }
    throw wrong(key, quoted(value) + " must be a whole number, " + minimum + " to " + maximum);
  }

  /** A number within bounds, with or without a fraction, if it is there. */
  OptionalDouble number(String key, double minimum, double maximum) throws ConfigException {
    Object value = value(key);
    if (value == null) {
      return OptionalDouble.empty();
    }
    if (value instanceof Number number
        && number.doubleValue() >= minimum
        && number.doubleValue() <= maximum) {
      return OptionalDouble.of(number.doubleValue());
    }
    throw wrong(key, quoted(value) + " must be a number, " + minimum + " to " + maximum);
  }

  /** Words for a key of this table that is wrong. */
  ConfigException wrong(String key, String problem) {
    return text.wrong(KeyLines.join(path, key), problem);
  }

  /** Whether the file says something of a key. */
  boolean has(String key) {
    return value(key) != null;
  }

  private @Nullable Object value(String key) {
    // As a path of one element: night-config would take a dot in a plain string for a step.
    return values.get(List.of(key));
  }

  private static String quoted(Object value) {
    return value instanceof UnmodifiableConfig
        ? "a table"
        : "\"" + String.valueOf(value).replaceAll("\\s+", " ") + "\"";
  }
}

package io.sealpost.crypto;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One JSON object of a vector file.
 *
 * @param fields its members by name
 */
public record Vector(Map<?, ?> fields) {
  /** The objects of a file that is an array of them. */
  public static List<Vector> listIn(String file) {
    return vectors(parse(file));
  }

  /** The object of a file that is one. */
  public static Vector in(String file) {
    return new Vector((Map<?, ?>) parse(file));
  }

  /** The text of a vector file. */
  public static String text(String file) {
    String path = "/vectors/" + file;
    try (InputStream input = Objects.requireNonNull(Vector.class.getResourceAsStream(path), path)) {
      return new String(input.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(path, e);
    }
  }

  private static Object parse(String file) {
    try {
      return Json.parse(text(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  private static List<Vector> vectors(Object array) {
    return ((List<?>) array).stream().map(element -> new Vector((Map<?, ?>) element)).toList();
  }

  public boolean has(String name) {
    return fields.containsKey(name);
  }

  public String string(String name) {
    return (String) value(name);
  }

  public long number(String name) {
    return (Long) value(name);
  }

  public boolean flag(String name) {
    return (Boolean) value(name);
  }

  public byte[] hex(String name) {
    return HexFormat.of().parseHex(string(name));
  }

  public SecretBytes secret(String name) {
    return SecretBytes.copyOf(hex(name));
  }

  public Vector object(String name) {
    return new Vector((Map<?, ?>) value(name));
  }

  public List<Vector> objects(String name) {
    return vectors(value(name));
  }

  public List<?> array(String name) {
    return (List<?>) value(name);
  }

  private Object value(String name) {
    return Objects.requireNonNull(fields.get(name), () -> name + " missing in " + fields);
  }
}

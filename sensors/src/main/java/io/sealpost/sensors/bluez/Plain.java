package io.sealpost.sensors.bluez;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.freedesktop.dbus.DBusPath;
import org.freedesktop.dbus.types.UInt16;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.dbus.types.UInt64;
import org.freedesktop.dbus.types.Variant;

/** Values of D-Bus without the library's types. */
final class Plain {
  private Plain() {}

  /**
   * Replaces variants by their values, paths by strings, and unsigned numbers by wider ones.
   *
   * @param arguments of a message
   */
  static List<Object> of(Object[] arguments) {
    List<Object> out = new ArrayList<>(arguments.length);
    for (Object argument : arguments) {
      out.add(value(argument));
    }
    return out;
  }

  private static Object value(Object value) {
    if (value instanceof Variant<?> variant) {
      return value(variant.getValue());
    }
    if (value instanceof Map<?, ?> map) {
      Map<Object, Object> out = new LinkedHashMap<>();
      map.forEach((key, mapped) -> out.put(value(key), value(mapped)));
      return out;
    }
    if (value instanceof List<?> list) {
      // Bytes are the only long lists, and are plain.
      return !list.isEmpty() && list.get(0) instanceof Byte ? list : of(list.toArray());
    }
    if (value instanceof Object[] struct) {
      return of(struct);
    }
    return simple(value);
  }

  private static Object simple(Object value) {
    if (value instanceof UInt16 || value instanceof UInt32 || value instanceof UInt64) {
      return ((Number) value).longValue();
    }
    return value instanceof DBusPath ? value.toString() : value;
  }
}

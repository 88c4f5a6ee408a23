package io.sealpost.station.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.KeyText;
import io.sealpost.crypto.ReadKeys;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.protocol.DeviceId;
import io.sealpost.station.StationException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a file of the key ring; what is not as it must be is told by its key, never its value. */
final class KeyFileReader {
  private static final Set<String> MATERIAL = Set.of("key", "kid", "enc", "mac");

  private final DeviceId device;
  private final TomlTable file;

  KeyFileReader(DeviceId device, TomlTable file) {
    this.device = device;
    this.file = file;
  }

  RingEntry read() throws StationException {
    boolean revoked = file.values().containsKey("revoked");
    Set<String> known = new HashSet<>(Set.of("format", "revoked-kids"));
    known.addAll(
        revoked
            ? Set.of("revoked")
            : Set.of("generation", "lineage", "unconfirmed", "pending", "old"));
    known.addAll(revoked ? Set.of() : MATERIAL);
    file.allowOnly(known);
    Format format = format();
    if (revoked) {
      return new RevokedKey(device, format, file.instant("revoked"), revokedKids());
    }
    DeviceKey key = key(format);
    requireSensible(key);
    return key;
  }

  private DeviceKey key(Format format) throws StationException {
    KeyMaterial current = material(file, format);
    long generation = generation(file, 0);
    Optional<DeviceKey.Pending> pending = Optional.empty();
    Optional<TomlTable> next = file.optionalTable("pending");
    if (next.isPresent()) {
      next.get().allowOnly(with("generation"));
      pending =
          Optional.of(
              new DeviceKey.Pending(
                  numbered(next.get(), generation + 1), material(next.get(), format)));
    }
    return new DeviceKey(
        device,
        format,
        current,
        generation,
        lineage(),
        file.bool("unconfirmed", false),
        pending,
        old(format),
        revokedKids());
  }

  private void requireSensible(DeviceKey key) throws StationException {
    boolean changed =
        key.generation() > 0
            || key.lineage().isPresent()
            || key.pending().isPresent()
            || !key.old().isEmpty();
    if (key.format() == Format.FERNET && changed) {
      throw file.complaint("format", "a fernet key has no generations; it stands alone");
    }
    if (changed && key.lineage().isEmpty()) {
      throw file.complaint("lineage", "missing; a key that was changed needs it");
    }
    if (key.pending().isPresent()
        && key.readOnly() != (key.pending().get().material() instanceof KeyMaterial.ReadOnly)) {
      throw file.complaint("pending", "must be a whole key beside one, a read-only beside one");
    }
  }

  private List<OldKey> old(Format format) throws StationException {
    List<OldKey> old = new ArrayList<>();
    for (TomlTable table : file.tables("old")) {
      table.allowOnly(Set.of("generation", "kid", "enc", "mac", "last-epoch", "until"));
      old.add(
          new OldKey(
              numbered(table, 0),
              readKeys(table, format),
              table.integer("last-epoch", Counter.MAX, 0, Counter.MAX),
              table.instant("until")));
    }
    if (old.size() > DeviceKey.MAX_OLD) {
      throw file.complaint("old", "more than " + DeviceKey.MAX_OLD);
    }
    return old;
  }

  private KeyMaterial material(TomlTable table, Format format) throws StationException {
    if (table.values().containsKey("kid")) {
      if (table.values().containsKey("key")) {
        throw table.complaint("key", "stands beside kid; a read-only key has kid, enc and mac");
      }
      return new KeyMaterial.ReadOnly(readKeys(table, format));
    }
    for (String part : List.of("enc", "mac")) {
      if (table.values().containsKey(part)) {
        throw table.complaint("kid", "missing; a read-only key has kid, enc and mac");
      }
    }
    return new KeyMaterial.Full(secret(table, "key", format));
  }

  private ReadKeys readKeys(TomlTable table, Format format) throws StationException {
    if (format == Format.FERNET) {
      throw table.complaint("kid", "a fernet key cannot be read-only");
    }
    String kid = table.string("kid");
    requireKid(table, "kid", kid);
    return new ReadKeys(format, kid, secret(table, "enc", format), secret(table, "mac", format));
  }

  private static SecretBytes secret(TomlTable table, String key, Format format)
      throws StationException {
    byte[] text = table.string(key).getBytes(UTF_8);
    try {
      return KeyText.parse(text, format)
          .orElseThrow(() -> table.complaint(key, "must be 64 hexadecimal digits"));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private Optional<String> lineage() throws StationException {
    Optional<String> lineage = file.optionalString("lineage");
    if (lineage.isPresent()) {
      requireKid(file, "lineage", lineage.get());
    }
    return lineage;
  }

  private Set<String> revokedKids() throws StationException {
    Set<String> kids = new HashSet<>();
    for (String kid : file.optionalStrings("revoked-kids")) {
      requireKid(file, "revoked-kids", kid);
      kids.add(kid);
    }
    return kids;
  }

  private static void requireKid(TomlTable table, String key, String kid) throws StationException {
    if (!kid.matches("[0-9a-f]{16}")) {
      throw table.complaint(key, "must be 16 lower-case hexadecimal digits");
    }
  }

  private static long generation(TomlTable table, long least) throws StationException {
    return table.integer("generation", least, least, Counter.MAX);
  }

  private static long numbered(TomlTable table, long least) throws StationException {
    if (!table.values().containsKey("generation")) {
      throw table.complaint("generation", "missing; it must be given");
    }
    return generation(table, least);
  }

  private Format format() throws StationException {
    try {
      return Format.of(file.string("format"));
    } catch (IllegalArgumentException e) {
      throw file.complaint("format", String.valueOf(e.getMessage()));
    }
  }

  private static Set<String> with(String key) {
    Set<String> keys = new HashSet<>(MATERIAL);
    keys.add(key);
    return keys;
  }
}

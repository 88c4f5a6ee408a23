package io.sealpost.station.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.KeyText;
import io.sealpost.crypto.ReadKeys;
import io.sealpost.crypto.SecretBytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes what {@link KeyFileReader} reads, in bytes that can be wiped. */
final class KeyFileWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final Format format;

  private KeyFileWriter(Format format) {
    this.format = format;
  }

  /** The content of the file; the caller wipes it. */
  static byte[] write(RingEntry entry) {
    KeyFileWriter writer = new KeyFileWriter(entry.format());
    if (entry instanceof DeviceKey key) {
      writer.key(key);
    } else if (entry instanceof RevokedKey revoked) {
      writer.revoked(revoked);
    }
    return writer.out.toByteArray();
  }

  private void revoked(RevokedKey revoked) {
    line("# Device " + revoked.device() + " was revoked: nothing of it is believed any more.");
    line("format = \"" + format.label() + "\"");
    line("revoked = \"" + revoked.since() + "\"");
    kids(revoked.kids());
  }

  private void key(DeviceKey key) {
    line("# Key of device " + key.device() + ". Keep it secret.");
    line("format = \"" + format.label() + "\"");
    material(key.current());
    if (key.generation() > 0) {
      line("generation = " + key.generation());
    }
    key.lineage().ifPresent(kid -> line("lineage = \"" + kid + "\""));
    if (key.unconfirmed()) {
      line("unconfirmed = true");
    }
    kids(key.revokedKids());
    key.pending().ifPresent(this::pending);
    key.old().forEach(this::old);
  }

  private void pending(DeviceKey.Pending pending) {
    line("\n[pending]");
    line("generation = " + pending.generation());
    material(pending.material());
  }

  private void old(OldKey old) {
    line("\n[[old]]");
    line("generation = " + old.generation());
    readKeys(old.keys());
    line("last-epoch = " + old.lastEpoch());
    line("until = \"" + old.until() + "\"");
  }

  private void kids(Set<String> kids) {
    if (!kids.isEmpty()) {
      line(
          kids.stream()
              .sorted()
              .map(kid -> "\"" + kid + "\"")
              .collect(Collectors.joining(", ", "revoked-kids = [", "]")));
    }
  }

  private void material(KeyMaterial material) {
    if (material instanceof KeyMaterial.Full full) {
      secret("key", full.psk());
    } else if (material instanceof KeyMaterial.ReadOnly readOnly) {
      readKeys(readOnly.keys());
    }
  }

  private void readKeys(ReadKeys keys) {
    line("kid = \"" + keys.kid() + "\"");
    secret("enc", keys.encryption());
    secret("mac", keys.authentication());
  }

  private void secret(String name, SecretBytes secret) {
    byte[] text = KeyText.encode(secret, format);
    out.writeBytes((name + " = \"").getBytes(UTF_8));
    out.write(text, 0, text.length - 1);
    out.writeBytes("\"\n".getBytes(UTF_8));
    Arrays.fill(text, (byte) 0);
  }

  private void line(String text) {
    out.writeBytes((text + "\n").getBytes(UTF_8));
  }
}

package io.sealpost.device.irk;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.crypto.IrkText;
import io.sealpost.crypto.SecretBytes;
import java.util.Arrays;
import java.util.Optional;

/**
 * What BlueZ keeps of a device that was paired: groups in square brackets, with {@code Key=value}
 * in them. Bytes, since it is full of secrets, and a {@link String} cannot be wiped.
 */
final class InfoFile {
  /** Such files have a kilobyte or two. */
  static final int MAX_SIZE = 64 * 1024;

  private final byte[] text;

  /**
   * @param text wiped by the caller, after the last use of this
   */
  InfoFile(byte[] text) {
    this.text = text;
  }

  /** The name that the device gave itself, as it stands in the file. */
  Optional<String> name() {
    return value("[General]", "Name=").map(line -> new String(line, 5, line.length - 5, UTF_8));
  }

  /**
   * Its identity resolving key.
   *
   * @return 16 bytes, the most significant one first, which the caller closes
   */
  Optional<SecretBytes> irk() {
    Optional<byte[]> line = value("[IdentityResolvingKey]", "Key=");
    Optional<SecretBytes> key = line.flatMap(IrkText::parse);
    line.ifPresent(bytes -> Arrays.fill(bytes, (byte) 0));
    return key;
  }

  /** The first line of a group that begins so. */
  private Optional<byte[]> value(String group, String prefix) {
    boolean inside = false;
    int from = 0;
    while (from < text.length) {
      int to = from;
      while (to < text.length && text[to] != '\n') {
        to++;
      }
      if (text[from] == '[') {
        inside = to - from == group.length() && startsWith(from, group);
      } else if (inside && startsWith(from, prefix)) {
        return Optional.of(Arrays.copyOfRange(text, from, to));
      }
      from = to + 1;
    }
    return Optional.empty();
  }

  private boolean startsWith(int from, String prefix) {
    int to = from + prefix.length();
    return to <= text.length
        && Arrays.equals(text, from, to, prefix.getBytes(US_ASCII), 0, prefix.length());
  }
}

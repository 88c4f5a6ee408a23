package io.sealpost.device.state;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one file of a renewal says, the key left out.
 *
 * @param base fingerprint of the certificate that the device was given
 * @param since when it came, by the clock of then
 * @param text PEM that stands after the key
 */
record RenewalPart(String base, Instant since, String text) {
  private static final Pattern HEAD = Pattern.compile("of ([0-9a-f]{64}) ([0-9]{15})\n");
  private static final byte[] KEY_END = "-----END PRIVATE KEY-----\n".getBytes(US_ASCII);

  /** Of a whole file; empty if it does not begin with whose it is and a key. */
  static Optional<RenewalPart> of(byte[] file) {
    int start = keyStart(file);
    int end = keyEnd(file);
    Matcher head = HEAD.matcher(new String(file, 0, start, ISO_8859_1));
    return head.matches() && end >= start
        ? Optional.of(
            new RenewalPart(
                head.group(1),
                Instant.ofEpochMilli(Long.parseLong(head.group(2))),
                new String(file, end, file.length - end, ISO_8859_1)))
        : Optional.empty();
  }

  /** How a file begins. */
  static byte[] head(String base, Instant since, String more) {
    return String.format(Locale.ROOT, "of %s %015d\n%s", base, since.toEpochMilli(), more)
        .getBytes(US_ASCII);
  }

  /** The key of a whole file in PEM, for the caller to overwrite. */
  static byte[] key(byte[] file) {
    return Arrays.copyOfRange(file, keyStart(file), keyEnd(file));
  }

  /** The first line has an end. */
  private static int keyStart(byte[] file) {
    int at = 0;
    while (at < file.length && file[at] != '\n') {
      at++;
    }
    return Math.min(at + 1, file.length);
  }

  /** After the key; 0 if there is none. */
  private static int keyEnd(byte[] file) {
    for (int at = 0; at + KEY_END.length <= file.length; at++) {
      if (Arrays.equals(file, at, at + KEY_END.length, KEY_END, 0, KEY_END.length)) {
        return at + KEY_END.length;
      }
    }
    return 0;
  }
}

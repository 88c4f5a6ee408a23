package io.sealpost.mqtt.tls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * One section of a PEM file (RFC 7468).
 *
 * @param label what it is, as in {@code EC PRIVATE KEY}
 * @param encrypted whether it has the headers of an encrypted one (RFC 1421 section 4.6.1.1), and
 *     so no content that could be read
 * @param content wiped by {@link #wipe}
 */
@SuppressWarnings("ArrayRecordComponent") // wiped, never compared
record Pem(String label, boolean encrypted, byte[] content) {
  private static final byte[] BEGIN = ascii("-----BEGIN ");
  private static final byte[] END = ascii("-----END ");
  private static final byte[] DASHES = ascii("-----");
  private static final byte[] PROC_TYPE = ascii("Proc-Type:");

  /**
   * Reads all sections, without making a copy of what they hold that could not be wiped.
   *
   * @throws IllegalArgumentException if one has no end, or is not base64; says nothing of its
   *     content
   */
  static List<Pem> sections(byte[] text) {
    List<Pem> sections = new ArrayList<>();
    int begin = find(text, BEGIN, 0);
    while (begin >= 0) {
      int label = begin + BEGIN.length;
      int body = find(text, DASHES, label);
      int end = body < 0 ? -1 : find(text, END, body);
      if (end < 0) {
        throw new IllegalArgumentException("a section has no end");
      }
      String name = new String(text, label, body - label, StandardCharsets.ISO_8859_1);
      sections.add(section(name, Arrays.copyOfRange(text, body + DASHES.length, end)));
      begin = find(text, BEGIN, end);
    }
    return sections;
  }

  /** Overwrites the content. */
  void wipe() {
    Arrays.fill(content, (byte) 0);
  }

  @Override
  public String toString() {
    return "Pem[" + label + "]";
  }

  private static Pem section(String label, byte[] body) {
    try {
      if (find(body, PROC_TYPE, 0) >= 0) {
        return new Pem(label, true, new byte[0]);
      }
      return new Pem(label, false, Base64.getMimeDecoder().decode(body));
    } catch (IllegalArgumentException e) {
      // its message quotes what it did not understand
      throw new IllegalArgumentException("a section is not base64");
    } finally {
      Arrays.fill(body, (byte) 0);
    }
  }

  private static int find(byte[] text, byte[] part, int from) {
    for (int at = from; at <= text.length - part.length; at++) {
      if (Arrays.equals(text, at, at + part.length, part, 0, part.length)) {
        return at;
      }
    }
    return -1;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}

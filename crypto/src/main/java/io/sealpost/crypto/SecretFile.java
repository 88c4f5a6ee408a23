package io.sealpost.crypto;

import io.sealpost.crypto.SecretFileException.Reason;
import io.sealpost.protocol.files.SecretMode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.Arrays;
import java.util.Optional;

/**
 * Files with a secret. One that its group or everybody else may read, write or execute is refused,
 * whoever owns it, but for what systemd makes of a credential ({@link SecretMode}); links are
 * followed, the permissions are those of the file they lead to.
 */
public final class SecretFile {
  /** Longest password in bytes: what an MQTT CONNECT has room for. */
  public static final int MAX_PASSWORD_SIZE = 65_535;

  /** Shortest pre-shared key of TLS in bytes: what cannot be guessed. */
  public static final int MIN_PRE_SHARED_KEY_SIZE = 16;

  /** Longest pre-shared key of TLS in bytes: what every program takes (RFC 4279 section 5.4). */
  public static final int MAX_PRE_SHARED_KEY_SIZE = 64;

  private static final int MAX_KEY_FILE_SIZE = 2 * Sealing.KEY_SIZE + "\r\n".length();

  private SecretFile() {}

  /**
   * Reads a key.
   *
   * @param format what the key is for: Fernet keys may be written in base64url as well
   * @return 32 bytes, which the caller closes
   * @throws SecretFileException if the file is missing, unreadable, open to others or no key
   */
  public static SecretBytes readKey(Path file, Format format) throws SecretFileException {
    byte[] text = read("key", file, MAX_KEY_FILE_SIZE);
    try {
      return KeyText.parse(text, format).orElseThrow(() -> malformed("key", file, keyRule(format)));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * Reads a pre-shared key of TLS (RFC 4279 section 5.4), in hexadecimal digits as Mosquitto has
   * it.
   *
   * @return {@link #MIN_PRE_SHARED_KEY_SIZE} to {@link #MAX_PRE_SHARED_KEY_SIZE} bytes, which the
   *     caller closes
   * @throws SecretFileException if the file is missing, unreadable, open to others or no key
   */
  public static SecretBytes readPreSharedKey(Path file) throws SecretFileException {
    byte[] text = read("pre-shared key", file, 2 * MAX_PRE_SHARED_KEY_SIZE + "\r\n".length());
    try {
      return KeyText.parseHex(text, MIN_PRE_SHARED_KEY_SIZE, MAX_PRE_SHARED_KEY_SIZE)
          .orElseThrow(
              () ->
                  malformed(
                      "pre-shared key",
                      file,
                      "an even number of hexadecimal digits, "
                          + 2 * MIN_PRE_SHARED_KEY_SIZE
                          + " to "
                          + 2 * MAX_PRE_SHARED_KEY_SIZE));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * Reads an identity resolving key of Bluetooth, in any of the forms of {@link IrkText}.
   *
   * @return {@link Irk#SIZE} bytes, the most significant one first, which the caller closes
   * @throws SecretFileException if the file is missing, unreadable, open to others or no key
   */
  public static SecretBytes readIrk(Path file) throws SecretFileException {
    byte[] text = read("identity resolving key", file, IrkText.MAX_SIZE);
    try {
      return IrkText.parse(text)
          .orElseThrow(() -> malformed("identity resolving key", file, IrkText.RULE));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  /**
   * Reads a password: one line of UTF-8, the line end is not part of it.
   *
   * @return 1 to {@link #MAX_PASSWORD_SIZE} bytes, which the caller closes
   * @throws SecretFileException if the file is missing, unreadable, open to others or not one line
   */
  public static SecretBytes readPassword(Path file) throws SecretFileException {
    byte[] text = read("password", file, MAX_PASSWORD_SIZE + "\r\n".length());
    byte[] line = KeyText.withoutLineEnd(text);
    try {
      if (line.length == 0 || line.length > MAX_PASSWORD_SIZE || !isOneLine(line)) {
        throw malformed(
            "password", file, "one line of UTF-8, 1 to " + MAX_PASSWORD_SIZE + " bytes");
      }
      return SecretBytes.copyOf(line);
    } finally {
      Arrays.fill(text, (byte) 0);
      Arrays.fill(line, (byte) 0);
    }
  }

  /**
   * Writes a file that is not there yet, with mode 0600; nobody ever sees half of it.
   *
   * @param content wiped by the caller
   * @throws SecretFileException if the file is there already or cannot be written
   */
  public static void writeNew(Path file, byte[] content) throws SecretFileException {
    new NewSecretFile(file).write(content);
  }

  private static byte[] read(String what, Path file, int limit) throws SecretFileException {
    // Ours, to be wiped: into an array the JDK would read through one of its own, which it keeps.
    ByteBuffer buffer = ByteBuffer.allocateDirect(limit + 1);
    try {
      requireClosedToOthers(what, file);
      try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
        fill(buffer, channel);
      }
      byte[] text = new byte[buffer.flip().remaining()];
      buffer.get(text);
      return text;
    } catch (NoSuchFileException missing) {
      throw new SecretFileException(
          Reason.MISSING, "%s file %s: there is none; create it".formatted(what, file), missing);
    } catch (AccessDeniedException denied) {
      throw new SecretFileException(
          Reason.UNREADABLE,
          "%s file %s: this user may not read it; give it the file with chown"
              .formatted(what, file),
          denied);
    } catch (IOException | UnsupportedOperationException failed) {
      throw new SecretFileException(
          Reason.UNREADABLE,
          "%s file %s: reading failed: %s".formatted(what, file, failed.getMessage()),
          failed);
    } finally {
      wipe(buffer);
    }
  }

  private static void fill(ByteBuffer buffer, FileChannel channel) throws IOException {
    int read = 0;
    while (read >= 0 && buffer.hasRemaining()) {
      read = channel.read(buffer);
    }
  }

  private static void wipe(ByteBuffer buffer) {
    buffer.clear();
    while (buffer.hasRemaining()) {
      buffer.put((byte) 0);
    }
  }

  private static void requireClosedToOthers(String what, Path file)
      throws IOException, SecretFileException {
    PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
    if (attributes.isDirectory()) {
      throw new SecretFileException(
          Reason.UNREADABLE, "%s file %s: is a directory, must be a file".formatted(what, file));
    }
    Optional<String> exposed = SecretMode.exposed(file);
    if (exposed.isPresent()) {
      throw new SecretFileException(
          Reason.EXPOSED,
          "%s file %s: mode %s lets others in; chmod 600 %s"
              .formatted(what, file, exposed.get(), file));
    }
  }

  private static boolean isOneLine(byte[] line) {
    for (byte character : line) {
      if (character == '\n' || character == '\r') {
        return false;
      }
    }
    return isUtf8(line);
  }

  private static boolean isUtf8(byte[] line) {
    CharBuffer decoded = CharBuffer.allocate(line.length);
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(line), decoded, true);
    Arrays.fill(decoded.array(), '\0');
    return !result.isError();
  }

  private static String keyRule(Format format) {
    return format == Format.FERNET
        ? "64 hexadecimal digits or 44 characters of base64url"
        : "64 hexadecimal digits";
  }

  private static SecretFileException malformed(String what, Path file, String rule) {
    return new SecretFileException(
        Reason.MALFORMED, "%s file %s: must be %s".formatted(what, file, rule));
  }
}

package io.sealpost.device;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.device.config.BrokerSettings.Login;
import io.sealpost.mqtt.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/** Passwords on their way from a file to the link. */
final class Secrets {
  private Secrets() {}

  /**
   * What the link presents to the broker; the password is read again at every connect, so that it
   * can be changed without a restart.
   *
   * @throws SecretFileException if there is no usable password now
   */
  static Credentials credentials(Login login) throws SecretFileException {
    SecretFile.readPassword(login.passwordFile()).close();
    return new Credentials(login.username(), () -> password(login.passwordFile()));
  }

  private static char[] password(Path file) {
    try (SecretBytes secret = SecretFile.readPassword(file)) {
      byte[] bytes = secret.reveal();
      CharBuffer decoded = UTF_8.decode(ByteBuffer.wrap(bytes));
      char[] password = Arrays.copyOf(decoded.array(), decoded.limit());
      Arrays.fill(bytes, (byte) 0);
      Arrays.fill(decoded.array(), '\0');
      return password;
    } catch (SecretFileException e) {
      throw new UncheckedIOException(e.getMessage(), new IOException(e));
    }
  }
}

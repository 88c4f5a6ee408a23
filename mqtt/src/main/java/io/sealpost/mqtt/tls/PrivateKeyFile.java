package io.sealpost.mqtt.tls;

import io.sealpost.mqtt.LinkException;
import io.sealpost.protocol.files.SecretMode;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.tinylog.Logger;

/** Reads a PEM file with a private key in the clear, which only its owner may read. */
final class PrivateKeyFile {
  private PrivateKeyFile() {}

  /**
   * Reads the key, and wipes what it read.
   *
   * @return EC or RSA
   * @throws LinkException naming the file and what is wrong with it, and never what it holds
   */
  static PrivateKey read(Path file) throws LinkException {
    requireClosedToOthers(file);
    byte[] text = SmallFile.read("the key file", file);
    try {
      return parse(file, Pem.sections(text));
    } catch (IllegalArgumentException e) {
      throw refused(file, "is damaged, since " + e.getMessage() + ": copy it again");
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static PrivateKey parse(Path file, List<Pem> sections) throws LinkException {
    try {
      Optional<Pem> key =
          sections.stream().filter(pem -> pem.label().endsWith("PRIVATE KEY")).findFirst();
      if (key.isEmpty()) {
        throw refused(file, "has no key: expected PEM, so '-----BEGIN PRIVATE KEY-----'");
      }
      if (key.get().encrypted() || key.get().label().equals("ENCRYPTED PRIVATE KEY")) {
        throw refused(
            file,
            "is encrypted, and nobody would be there to type its password: decrypt it with"
                + " 'openssl pkey -in FILE -out NEW', and chmod 600 the new one");
      }
      return PrivateKeys.decode(key.get(), sections);
    } catch (PrivateKeys.UnsupportedKeyException e) {
      // neither with what lies beneath nor its cause: they may quote a part of the key
      Logger.trace("the key file {} was refused in decoding", file);
      throw refused(file, Failures.text(e));
    } finally {
      sections.forEach(Pem::wipe);
    }
  }

  private static void requireClosedToOthers(Path file) throws LinkException {
    try {
      Optional<String> exposed = SecretMode.exposed(file);
      if (exposed.isPresent()) {
        throw refused(
            file, "has mode " + exposed.get() + ", which lets others in: chmod 600 " + file);
      }
    } catch (NoSuchFileException e) {
      throw new LinkException("the key file " + file + " does not exist", e);
    } catch (IOException e) {
      throw new LinkException("the key file " + file + " cannot be read: " + e.getMessage(), e);
    }
  }

  private static LinkException refused(Path file, String why) {
    return new LinkException("the key file " + file + " " + why);
  }
}

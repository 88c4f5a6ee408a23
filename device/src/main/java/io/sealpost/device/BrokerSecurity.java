package io.sealpost.device;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.device.config.TlsSettings;
import io.sealpost.mqtt.ClientCertificate;
import io.sealpost.mqtt.RenewedCertificate;
import io.sealpost.mqtt.Security;
import io.sealpost.protocol.files.SecretMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import org.tinylog.Logger;

/** From the configuration to what the link wants to know of TLS. */
final class BrokerSecurity {
  private BrokerSecurity() {}

  /**
   * What the link wants to know where nobody renews certificates.
   *
   * @param validity the time at which certificates are judged
   * @throws SecretFileException if there is no usable key now
   * @throws StartupException if there is no usable key now
   */
  static Security of(TlsSettings settings, InstantSource validity)
      throws SecretFileException, StartupException {
    return of(settings, validity, Optional.empty());
  }

  /**
   * What the link wants to know. A key is read again at every connect, so that it can be changed
   * without a restart.
   *
   * @param validity the time at which certificates are judged
   * @param renewed certificates that take the place of the device's own, if somebody makes them
   * @throws SecretFileException if there is no usable key now
   * @throws StartupException if there is no usable key now
   */
  static Security of(
      TlsSettings settings, InstantSource validity, Optional<RenewedCertificate> renewed)
      throws SecretFileException, StartupException {
    if (settings instanceof TlsSettings.PreSharedKey psk) {
      Arrays.fill(key(psk.keyFile()), (byte) 0);
      return new Security.PreSharedKey(psk.identity(), () -> keyAgain(psk.keyFile()));
    }
    TlsSettings.Certificates certificates = (TlsSettings.Certificates) settings;
    if (certificates.client().isPresent()) {
      requirePrivate(
          certificates.client().get().keyFile(),
          renewed.filter(each -> Files.exists(each.presentFile())).isPresent());
    }
    return new Security.Certificates(
        certificates.caFile(),
        certificates.crlFile(),
        certificates
            .client()
            .map(
                client ->
                    new ClientCertificate(client.certificateFile(), client.keyFile(), renewed)),
        validity);
  }

  private static byte[] keyAgain(Path file) {
    try {
      return key(file);
    } catch (SecretFileException e) {
      throw new UncheckedIOException(e.getMessage(), new IOException(e));
    }
  }

  private static byte[] key(Path file) throws SecretFileException {
    try (SecretBytes secret = SecretFile.readPreSharedKey(file)) {
      return secret.reveal();
    }
  }

  /**
   * Looks at the key that the device was given.
   *
   * @param replaced whether a renewed one is in its place, so that it need not be there
   * @throws StartupException if it is not there or others can read it
   */
  static void requirePrivate(Path file, boolean replaced) throws StartupException {
    try {
      Optional<String> exposed = SecretMode.exposed(file);
      if (exposed.isPresent()) {
        throw new StartupException(
            ExitCode.PERMISSION,
            "certificate-key-file %s: mode %s lets others in; chmod 600 %s"
                .formatted(file, exposed.get(), file));
      }
    } catch (NoSuchFileException e) {
      if (replaced) {
        Logger.warn("certificate-key-file {}: there is none; a renewed one is in force", file);
        return;
      }
      throw new StartupException(
          ExitCode.PERMISSION, "certificate-key-file " + file + ": there is none; create it");
    } catch (IOException | UnsupportedOperationException e) {
      throw new StartupException(
          ExitCode.PERMISSION,
          "certificate-key-file " + file + ": reading failed: " + e.getMessage());
    }
  }
}

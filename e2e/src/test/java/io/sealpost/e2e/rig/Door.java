package io.sealpost.e2e.rig;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** How one gets into a {@link Mosquitto}. */
public sealed interface Door {
  /**
   * What the configuration says of it.
   *
   * @param folder of the broker's files
   */
  List<String> settings(Path folder) throws IOException;

  /**
   * A server certificate, and a password for everybody.
   *
   * @param broker certificate and key of the broker
   */
  record Password(Authority.Issued broker) implements Door {
    @Override
    public List<String> settings(Path folder) {
      return List.of("certfile " + broker.certificate(), "keyfile " + broker.key());
    }
  }

  /** A certificate on both sides; the subject's common name is the user. */
  record MutualTls(Authority authority) implements Door {
    @Override
    public List<String> settings(Path folder) {
      return List.of(
          "certfile " + authority.broker().certificate(),
          "keyfile " + authority.broker().key(),
          "cafile " + authority.certificate(),
          "require_certificate true",
          "use_identity_as_username true");
    }
  }

  /**
   * A key that both sides know; the identity is the user.
   *
   * @param keys hexadecimal, by identity
   */
  record PreSharedKey(Map<String, String> keys) implements Door {
    @Override
    public List<String> settings(Path folder) throws IOException {
      Path file = folder.resolve("psk");
      Site.secret(
          file,
          keys.entrySet().stream()
              .map(entry -> entry.getKey() + ":" + entry.getValue())
              .collect(Collectors.joining("\n")));
      return List.of("psk_hint sealpost", "psk_file " + file, "use_identity_as_username true");
    }

    @Override
    public String toString() {
      return "keys of " + keys.keySet();
    }
  }
}

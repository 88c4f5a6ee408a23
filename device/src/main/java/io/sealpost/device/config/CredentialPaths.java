package io.sealpost.device.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a file is that is written {@code credential:NAME}: where systemd put it for this service
 * (LoadCredential= in systemd.exec(5)), or else in the folder {@code secrets} beside the
 * configuration.
 */
final class CredentialPaths {
  private static final String SCHEME = "credential:";

  /** The folder of credentials, which systemd names to the service. */
  private static final String DIRECTORY = "CREDENTIALS_DIRECTORY";

  private static final String SECRETS = "secrets";

  /** So systemd calls what is in a folder that it loads as {@code secrets}. */
  private static final String PREFIX = SECRETS + "_";

  private final Optional<Path> loaded;
  private final Path secrets;

  private CredentialPaths(Optional<Path> loaded, Path secrets) {
    this.loaded = loaded;
    this.secrets = secrets;
  }

  /**
   * @param folder of the configuration
   */
  static CredentialPaths of(Map<String, String> environment, Path folder) {
    return new CredentialPaths(
        Optional.ofNullable(environment.get(DIRECTORY))
            .filter(named -> !named.isEmpty())
            .map(Path::of),
        folder.resolve(SECRETS).normalize());
  }

  /**
   * The file that is meant; empty if it is not written as a credential. One that was loaded by its
   * own name goes before one of the folder.
   *
   * @throws IllegalArgumentException if it is no name, or systemd gave credentials and not this one
   */
  Optional<Path> of(String text) {
    if (!text.startsWith(SCHEME)) {
      return Optional.empty();
    }
    String name =
        Texts.matching(
            text.substring(SCHEME.length()),
            "[A-Za-z0-9_-][A-Za-z0-9._-]{0,199}",
            "credential: and 1 to 200 characters of A-Z a-z 0-9 - _ . that do not begin with a dot");
    return Optional.of(loaded.isPresent() ? given(loaded.get(), name) : secrets.resolve(name));
  }

  private Path given(Path folder, String name) {
    return Stream.of(folder.resolve(name), folder.resolve(PREFIX + name))
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "\"%s%s\" is not among what systemd gave this service: put it into %s, and restart"
                        .formatted(SCHEME, name, secrets.resolve(name))));
  }
}

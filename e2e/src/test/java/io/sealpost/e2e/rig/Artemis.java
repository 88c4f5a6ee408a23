package io.sealpost.e2e.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The quickstart's broker as a process of its own. */
public final class Artemis implements Broker {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final int port;
  private final Child process;

  private Artemis(int port, Child process) {
    this.port = port;
    this.process = process;
  }

  /**
   * Writes its configuration.
   *
   * @param port 0 for any free one
   * @return the file
   */
  public static Path configure(Path folder, Site site, List<Person> people, int port)
      throws IOException {
    Files.createDirectories(folder);
    Path password = folder.resolve("keystore-password");
    Site.secret(password, "password of the key store");
    StringBuilder toml = new StringBuilder();
    toml.append("port = ").append(port).append('\n');
    line(toml, "keystore", site.authority().brokerKeystore(password).toString());
    line(toml, "keystore-password-file", "keystore-password");
    line(toml, "data", "data");
    for (Person person : people) {
      toml.append("[[user]]\n");
      line(toml, "name", person.name());
      line(toml, "role", role(person));
      line(toml, "password-file", site.passwordFile(person.name()).toString());
    }
    return Files.writeString(folder.resolve("broker.toml"), toml);
  }

  private static String role(Person person) {
    return switch (person.rights()) {
      case DEVICE -> "device";
      case STATION -> "station";
      case TEMPERATURES, EVERYTHING ->
          throw new IllegalArgumentException("this broker has no such role: " + person.rights());
    };
  }

  private static void line(StringBuilder toml, String key, String value) {
    toml.append(key).append(" = \"").append(value).append("\"\n");
  }

  /** The process with this configuration, whatever becomes of it. */
  public static Child launch(Path config) {
    return Child.start("broker", Programs.BROKER.command("--config", config.toString()));
  }

  /** Starts it and waits until it listens. */
  public static Artemis start(Path config) {
    Child process = launch(config);
    String ready =
        process.out().await("readiness", line -> line.startsWith("broker ready on "), PATIENCE);
    return new Artemis(Integer.parseInt(ready.substring(ready.lastIndexOf(':') + 1)), process);
  }

  @Override
  public int port() {
    return port;
  }

  /** The process. */
  public Child process() {
    return process;
  }

  @Override
  public void close() {
    process.close();
  }
}

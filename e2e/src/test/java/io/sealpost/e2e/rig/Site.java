package io.sealpost.e2e.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The folders of a station and its devices, as an operator would set them up. */
public final class Site {
  private final Path folder;
  private final Authority authority;

  private Site(Path folder, Authority authority) {
    this.folder = folder;
    this.authority = authority;
  }

  /** Makes the authority and everybody's password file. */
  public static Site create(Path folder, List<Person> people) throws IOException {
    return create(folder, people, Authority.Validity.NOW);
  }

  /** Makes an authority whose certificates are valid at another time, and the password files. */
  public static Site create(Path folder, List<Person> people, Authority.Validity validity)
      throws IOException {
    Files.createDirectories(folder.resolve("station"));
    Authority authority = Authority.create(folder.resolve("authority"), validity);
    Site site = new Site(folder, authority);
    for (Person person : people) {
      secret(site.passwordFile(person.name()), person.password());
    }
    return site;
  }

  /** Writes a file that only its owner may read. */
  public static void secret(Path file, String content) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(file, content + "\n");
  }

  /** The authority. */
  public Authority authority() {
    return authority;
  }

  /** The file with a password. */
  public Path passwordFile(String name) {
    return folder.resolve(name + ".password");
  }

  /** A folder for somebody's files. */
  public Path folder(String name) throws IOException {
    return Files.createDirectories(folder.resolve(name));
  }

  private Path stationFolder() {
    return folder.resolve("station");
  }

  /** Tells the station where the broker is. */
  public void stationUses(int port) throws IOException {
    String toml =
        String.join(
            "\n",
            "[broker]",
            "url = \"mqtts://localhost:" + port + "\"",
            "ca-file = \"" + authority.certificate() + "\"",
            "username = \"station\"",
            "password-file = \"" + passwordFile("station") + "\"",
            "");
    Files.writeString(stationFolder().resolve("station.toml"), toml);
  }

  /** Draws a device's key. */
  public void drawKey(String id) throws IOException {
    Path key = folder(id).resolve("psk");
    Child.succeed(station("key", "new", id, "--out", key.toString()));
  }

  /**
   * Writes the configuration of a device whose key is drawn.
   *
   * @param port the broker's, or a proxy's before it
   * @param displayName what the owner calls it
   * @param interval of its two simulated streams, {@code 200ms} for instance
   * @return the configuration
   */
  public Path configure(String id, String displayName, int port, String interval)
      throws IOException {
    return device(id, port)
        .set("device", "name", displayName)
        .sensor("simulated-temperature", "temperature", interval)
        .sensor("simulated-presence", "devices", interval)
        .write();
  }

  /**
   * The configuration of a device whose key is drawn, with a password and without sensors yet.
   *
   * @param port the broker's, or a proxy's before it
   */
  public DeviceFile device(String id, int port) throws IOException {
    return new DeviceFile(folder(id).resolve("device.toml"))
        .set("device", "id", id)
        .set("device", "state", "state")
        .set("broker", "url", "mqtts://localhost:" + port)
        .set("broker", "ca-file", authority.certificate())
        .set("broker", "username", id)
        .set("broker", "password-file", passwordFile(id))
        .set("seal", "key-file", "psk")
        .set("limits", "min-interval", "100ms")
        .set("health", "interval", "1s");
  }

  /** Starts the agent. */
  public static Child agent(Path config) {
    return agent(config, Map.of());
  }

  /** Starts the agent with these variables added to its environment. */
  public static Child agent(Path config, Map<String, String> variables) {
    return Child.start(
        "agent", Programs.AGENT.command("run", "--config", config.toString()), variables);
  }

  /** Starts {@code sealpost watch --json} and waits until it listens. */
  public Child watch() {
    return awaitConnection(Child.start("watch", station("watch", "--json")));
  }

  /** Starts {@code sealpost watch --json --state} with a durable index, and waits likewise. */
  public Child watch(Path state) {
    return awaitConnection(
        Child.start("watch", station("watch", "--json", "--state", state.toString())));
  }

  private static Child awaitConnection(Child watch) {
    try {
      watch
          .out()
          .await("connection of the station", Events.of("link", "\"connected\""), Events.PATIENCE);
    } catch (AssertionError e) {
      watch.close();
      throw e;
    }
    return watch;
  }

  /** Runs {@code sealpost set --json}. */
  public Child.Finished set(String device, String stream, String every) {
    return Child.run(
        "set",
        station("set", device, stream, "--every", every, "--timeout", "20s", "--json"),
        new byte[0]);
  }

  /** Runs {@code sealpost} to its end. */
  public Child.Finished run(String... arguments) {
    return Child.run(arguments[0], station(arguments), new byte[0]);
  }

  /** Starts {@code sealpost}. */
  public Child start(String... arguments) {
    return Child.start(arguments[0], station(arguments));
  }

  /** The ring's file of a device. */
  public Path ringFile(String device) {
    return stationFolder().resolve("keys").resolve(device + ".key");
  }

  /** Runs {@code sealpost devices --json}. */
  public Child.Finished devices() {
    return Child.run("devices", station("devices", "--json"), new byte[0]);
  }

  private List<String> station(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--site", stationFolder().toString()));
    return Programs.STATION.command(all.toArray(String[]::new));
  }
}

package io.sealpost.e2e.rig;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** {@code mosquitto_sub} and a script of {@code docs/interop} behind it, as one types them. */
public final class Subscriber {
  private static final String SCRIPTS = "docs/interop/";

  private final Path folder;
  private final Path script;
  private final Path key;

  /**
   * @param folder for its files, its own
   * @param script {@code read.py} for instance
   * @param key the file with the device's key
   */
  public Subscriber(Path folder, String script, Path key) {
    this.folder = folder;
    this.script = Programs.inCheckout(SCRIPTS + script);
    this.key = key;
  }

  /**
   * Shows what comes next at the broker, and ends.
   *
   * @param messages how many
   * @param format of a line, in the words of {@code mosquitto_sub -F}
   */
  public Child.Finished listen(
      Site site, int port, Person person, int messages, String format, List<String> topics)
      throws IOException {
    Files.createDirectories(folder);
    // A file that the program reads by itself: no password on a command line.
    Site.secret(
        folder.resolve("mosquitto_sub"),
        String.join(
            "\n",
            "-h localhost",
            "-p " + port,
            "--cafile " + site.authority().certificate(),
            "-u " + person.name(),
            "-P " + person.password()));
    String filters = topics.stream().map(topic -> " -t " + topic).collect(Collectors.joining());
    String pipe =
        "XDG_CONFIG_HOME='%s' '%s' -C %d -W 60 -F '%s'%s | '%s' '%s'"
            .formatted(folder, Tool.MOSQUITTO_SUB.path(), messages, format, filters, script, key);
    return Child.run(script.toString(), List.of("/bin/sh", "-c", pipe), new byte[0]);
  }

  /** Shows lines as {@code mosquitto_sub} would have written them. */
  public Child.Finished read(List<String> lines) {
    byte[] input = (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    return Child.run(script.toString(), List.of(script.toString(), key.toString()), input);
  }
}

package io.sealpost.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs as they were built, to be run as their users run them: agent and station from what
 * their Debian packages hold, so that nothing is missing there that they need.
 */
public enum Programs {
  AGENT("device/target/deb/usr/share/sealpost/device", "device.jar", "io.sealpost.device.Main"),
  STATION(
      "station/target/deb/usr/share/sealpost/station", "station.jar", "io.sealpost.station.Main"),
  BROKER(
      "e2e/target",
      "e2e-" + property("sealpost.version") + ".jar",
      "io.sealpost.e2e.broker.QuickstartBroker"),
  ARTEMIS_INSTANCE(
      "e2e/target",
      "e2e-" + property("sealpost.version") + ".jar",
      "io.sealpost.e2e.broker.InstanceBroker");

  private final String folder;
  private final String program;
  private final String mainClass;

  Programs(String folder, String program, String mainClass) {
    this.folder = folder;
    this.program = program;
    this.mainClass = mainClass;
  }

  /** The command line with these arguments. */
  public List<String> command(String... arguments) {
    Path home = checkout().resolve(folder);
    Path jar = home.resolve(program);
    if (!Files.isRegularFile(jar) || !Files.isDirectory(home.resolve("lib"))) {
      throw new AssertionError(jar + " and its lib are not built; run ./mvnw verify from the top");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The options of deploy/sealpost-device and deploy/sealpost that cost or save time.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", jar + ":" + home.resolve("lib") + "/*", mainClass));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A folder of the checkout. */
  public static Path inCheckout(String path) {
    return checkout().resolve(path);
  }

  private static Path checkout() {
    try {
      return Path.of(property("sealpost.checkout")).toRealPath();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String property(String name) {
    String value = System.getProperty(name);
    if (value == null) {
      throw new AssertionError("-D" + name + " is missing; failsafe sets it: run ./mvnw verify");
    }
    return value;
  }
}

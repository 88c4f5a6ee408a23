package io.sealpost.e2e.rig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The programs as they were built, to be run as their users run them. */
public enum Programs {
  AGENT("device", "io.sealpost.device.Main"),
  STATION("station", "io.sealpost.station.Main"),
  BROKER("e2e", "io.sealpost.e2e.broker.QuickstartBroker");

  private final String room;
  private final String mainClass;

  Programs(String room, String mainClass) {
    this.room = room;
    this.mainClass = mainClass;
  }

  /** The command line with these arguments. */
  public List<String> command(String... arguments) {
    Path target = checkout().resolve(room).resolve("target");
    Path jar = target.resolve(room + "-" + property("sealpost.version") + ".jar");
    if (!Files.isRegularFile(jar) || !Files.isDirectory(target.resolve("lib"))) {
      throw new AssertionError(jar + " and its lib are not built; run ./mvnw verify from the top");
    }
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    // The options of deploy/sealpost-device and deploy/sealpost that cost or save time.
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
    command.addAll(List.of("-cp", jar + ":" + target.resolve("lib") + "/*", mainClass));
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

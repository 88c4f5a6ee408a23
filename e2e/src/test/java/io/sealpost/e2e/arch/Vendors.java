package io.sealpost.e2e.arch;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.lang.ArchRule;
import java.util.stream.Stream;

/** Which package alone may know which library, so that a library can be changed in one place. */
enum Vendors {
  PAHO("org.eclipse.paho..", "mqtt.paho.."),
  JSSE("javax.net.ssl..", "mqtt.tls.."),
  BOUNCY_CASTLE_TLS("org.bouncycastle.tls..", "mqtt.tls.."),
  BOUNCY_CASTLE("org.bouncycastle..", "crypto.bc..", "mqtt.tls.."),
  PI4J("com.pi4j..", "sensors.pi4j.."),
  SQL("java.sql..", "station.index.."),
  SQLITE("org.sqlite..", "station.index.."),
  DBUS("org.freedesktop..", "sensors.bluez.."),
  TOML("com.electronwill..", "device.config..", "station.site..", "e2e.broker.config.."),
  PICOCLI("picocli..", "station.cli.."),
  ARTEMIS("org.apache.activemq..", "e2e.."),
  NETTY("io.netty..", "e2e.."),
  /** The rooms that others embed do not log. */
  TINYLOG("org.tinylog..", "mqtt..", "sensors..", "device..", "station..");

  private final String library;
  private final String adaptors;

  Vendors(String library, String... adaptors) {
    this.library = library;
    this.adaptors = String.join(" ", adaptors);
  }

  /**
   * The rule for this library.
   *
   * @param base package of the rooms
   */
  ArchRule rule(String base) {
    String[] packages =
        Stream.of(adaptors.split(" ")).map(p -> base + "." + p).toArray(String[]::new);
    return noClasses()
        .that()
        .resideOutsideOfPackages(packages)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(library)
        .because("only " + adaptors + " may know " + library);
  }
}

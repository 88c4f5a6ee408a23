package io.sealpost.station.site;

import io.sealpost.station.StationException;
import java.nio.file.Path;
import java.util.Map;

/**
 * A site's folder: {@code station.toml}, {@code keys/} and {@code state/}.
 *
 * @param folder where they are
 */
public record Site(Path folder) {
  /** The environment variable that names the folder. */
  public static final String VARIABLE = "SEALPOST_SITE";

  /**
   * The folder used when the command line names none: {@code $SEALPOST_SITE}, else {@code
   * ~/.config/sealpost}.
   *
   * @param variables the process's environment
   */
  public static Site standard(Map<String, String> variables) {
    String named = variables.getOrDefault(VARIABLE, "");
    return new Site(
        named.isEmpty()
            ? Path.of(variables.getOrDefault("HOME", "."), ".config", "sealpost")
            : Path.of(named));
  }

  /** Reads {@code station.toml}. */
  public BrokerConfig broker() throws StationException {
    return BrokerConfigReader.read(folder.resolve("station.toml"));
  }

  /** What {@code station.toml}, which need not be there, says of keys. */
  public KeyPolicy keyPolicy() throws StationException {
    return KeyPolicy.read(folder.resolve("station.toml"));
  }

  /** What {@code station.toml}, which need not be there, says of signing. */
  public SigningPolicy signing() throws StationException {
    return SigningPolicy.read(folder.resolve("station.toml"));
  }

  /** The key ring, which need not exist yet. */
  public KeyRing keys() {
    return new KeyRing(folder.resolve("keys"));
  }

  /** The folder of what the station remembers. */
  public Path state() {
    return folder.resolve("state");
  }
}

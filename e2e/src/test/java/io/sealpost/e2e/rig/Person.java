package io.sealpost.e2e.rig;

/**
 * One who has a name and password at the broker.
 *
 * @param name also the client id of a device
 * @param rights what the broker lets it do
 */
public record Person(String name, Rights rights) {
  /** What a broker lets somebody do. */
  public enum Rights {
    /** What a device may. */
    DEVICE,
    /** What a device with the stream {@code temperature} may, as a site writes it. */
    TEMPERATURES,
    /** What the station may. */
    STATION,
    /** Everything: reads and writes every topic. */
    EVERYTHING
  }

  /** The password, which is in the test's files only. */
  public String password() {
    return "password of " + name;
  }
}

package io.sealpost.sensors.sysfs;

import java.util.regex.Pattern;

/** What drivers call the things that they show below {@code /sys}. */
public final class KernelName {
  private static final Pattern PLAIN =
      Pattern.compile("[A-Za-z0-9]([A-Za-z0-9_.:+@,()# -]{0,62}[A-Za-z0-9_.:+@,()#-])?");

  private KernelName() {}

  /**
   * Whether a name can stand in a configuration: 1 to 64 printable characters of ASCII, with spaces
   * between them at most, and no path. A thing that is called otherwise has its folder's name.
   */
  public static boolean isPlain(String name) {
    return PLAIN.matcher(name).matches();
  }
}

package io.sealpost.e2e.rig;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;

/** Passes arguments as their UTF-8 bytes, whatever the locale of the machine that tests. */
public final class Shell {
  private Shell() {}

  /** The same command through {@code /bin/sh}, written in ASCII only. */
  public static List<String> utf8(List<String> command) {
    String script = command.stream().map(Shell::quoted).collect(Collectors.joining(" "));
    return List.of("/bin/sh", "-c", "exec " + script);
  }

  private static String quoted(String argument) {
    StringBuilder octal = new StringBuilder("\"$(printf '");
    for (byte b : argument.getBytes(StandardCharsets.UTF_8)) {
      octal.append("\\%03o".formatted(b & 0xff));
    }
    return octal.append("')\"").toString();
  }
}

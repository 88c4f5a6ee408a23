package io.sealpost.station;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The command line as it was typed. Where the locale is not UTF-8, {@code LC_ALL=C} in scripts for
 * instance, the virtual machine replaces every other character; the kernel still has the bytes.
 */
final class Arguments {
  private static final char REPLACEMENT = '\uFFFD';

  private Arguments() {}

  /**
   * Repairs arguments.
   *
   * @param decoded as the virtual machine gave them
   * @param commandLine the kernel's copy, {@code /proc/self/cmdline}: every argument of the process
   *     with a zero byte after it
   * @return {@code decoded} if nothing is wrong with it
   * @throws StationException if an argument is not UTF-8 or cannot be told: two names that differ
   *     would become the same
   */
  static String[] repaired(String[] decoded, Path commandLine) throws StationException {
    if (Arrays.stream(decoded).noneMatch(Arguments::damaged)) {
      return decoded;
    }
    List<byte[]> typed = typed(commandLine);
    int before = typed.size() - decoded.length;
    String[] repaired = new String[decoded.length];
    for (int i = 0; i < decoded.length; i++) {
      if (before >= 0) {
        repaired[i] = text(typed.get(before + i), i + 1);
      } else if (damaged(decoded[i])) {
        throw fault(i + 1, "was not readable in this locale; run it with LC_ALL=C.UTF-8");
      } else {
        repaired[i] = decoded[i];
      }
    }
    return repaired;
  }

  private static boolean damaged(String argument) {
    return argument.indexOf(REPLACEMENT) >= 0;
  }

  /** The arguments of the process; none if there is no copy. */
  private static List<byte[]> typed(Path commandLine) {
    byte[] all;
    try {
      all = Files.readAllBytes(commandLine);
    } catch (IOException noKernelCopy) {
      return List.of();
    }
    List<byte[]> parts = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < all.length; i++) {
      if (all[i] == 0) {
        parts.add(Arrays.copyOfRange(all, start, i));
        start = i + 1;
      }
    }
    return parts;
  }

  private static String text(byte[] argument, int position) throws StationException {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(argument)).toString();
    } catch (CharacterCodingException e) {
      throw fault(position, "is not UTF-8; write it in UTF-8");
    }
  }

  private static StationException fault(int position, String what) {
    return new StationException(ExitCode.USAGE, "argument " + position + " " + what);
  }
}

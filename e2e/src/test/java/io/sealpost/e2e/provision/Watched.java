package io.sealpost.e2e.provision;

import io.sealpost.e2e.rig.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Programs in front of the real ones, which write down how they are called and kill everything that
 * runs when their turn comes.
 */
final class Watched {
  private static final List<String> PROGRAMS =
      List.of(
          "openssl",
          "mosquitto_passwd",
          "java",
          "mv",
          "cat",
          "rm",
          "mkdir",
          "sync",
          "shred",
          "find",
          "tar",
          "sed",
          "awk",
          "grep",
          "date",
          "flock",
          "mktemp",
          "touch",
          "chmod");

  private final Path folder;

  Watched(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
    String path = Map.copyOf(System.getenv()).getOrDefault("PATH", "/usr/bin:/bin") + ":/usr/sbin";
    for (String program : PROGRAMS) {
      Path wrapper =
          Files.writeString(
              folder.resolve(program),
              """
              #!/bin/sh
              PATH='%1$s'
              { echo "$0 $*"; env; } >>'%2$s/calls'
              echo >>'%2$s/count'
              read -r last <'%2$s/last' 2>/dev/null || last=0
              # All of the group, as if the machine had lost its power.
              [ "$(/usr/bin/wc -l <'%2$s/count')" != "$last" ] || kill -9 0
              exec '%3$s' "$@"
              """
                  .formatted(path, folder, real(program, path)));
      Child.succeed(List.of("/bin/chmod", "755", wrapper.toString()));
    }
    killAt(0);
  }

  private static Path real(String program, String path) {
    return Stream.of(path.split(":"))
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseThrow(() -> new AssertionError(program + " is not on this machine"));
  }

  /** Has the next run killed at this call of a program; 0 for not at all. */
  void killAt(int call) throws IOException {
    Files.writeString(folder.resolve("last"), call + "\n");
    Files.deleteIfExists(folder.resolve("count"));
  }

  /** The PATH with which the programs are found. */
  String path() {
    return folder + ":/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";
  }

  /** Arguments and environment of all calls so far. */
  String calls() throws IOException {
    return Files.readString(folder.resolve("calls"));
  }
}

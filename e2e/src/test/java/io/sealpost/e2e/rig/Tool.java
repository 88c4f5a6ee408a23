package io.sealpost.e2e.rig;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** A program that the tests need on this machine; without it they fail and say what to install. */
public enum Tool {
  MOSQUITTO("mosquitto", "mosquitto"),
  MOSQUITTO_PASSWD("mosquitto_passwd", "mosquitto"),
  MOSQUITTO_SUB("mosquitto_sub", "mosquitto-clients"),
  OPENSSL("openssl", "openssl"),
  NBDFUSE("nbdfuse", "libnbd-bin"),
  FUSERMOUNT("fusermount3", "fuse3"),
  MKFS_EXT4("mkfs.ext4", "e2fsprogs"),
  LOSETUP("losetup", "mount"),
  MOUNT("mount", "mount"),
  UMOUNT("umount", "mount"),
  SYNC("sync", "coreutils"),
  PERL("perl", "perl-base"),
  FAKETIME("faketime", "faketime"),
  EATMYDATA("eatmydata", "eatmydata");

  private final String program;
  private final String debianPackage;

  Tool(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /** Its path. */
  public String path() {
    String folders = Map.copyOf(System.getenv()).getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
    return Stream.of(folders.split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .orElseThrow(
            () ->
                new AssertionError(
                    program
                        + " is not on this machine; install it: apt-get install "
                        + debianPackage));
  }

  /** The library that the program preloads, as {@code LD_PRELOAD} wants it. */
  public String library() {
    path();
    return switch (this) {
      case EATMYDATA -> "libeatmydata.so";
      case FAKETIME -> "/usr/$LIB/faketime/libfaketimeMT.so.1";
      default -> throw new IllegalArgumentException(this + " is not known for a library");
    };
  }
}

package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;

/** Sorts what the kernel answers to a failed access into the kinds of {@link SensorException}. */
final class FileFault {
  private FileFault() {}

  /**
   * @param file what was opened, listed or read
   * @param cause what came of it
   */
  static SensorException of(Path file, IOException cause) {
    if (cause instanceof NoSuchFileException || cause instanceof NotDirectoryException) {
      return new SensorException(Kind.ABSENT, file + " does not exist", cause);
    }
    if (cause instanceof AccessDeniedException) {
      return notPermitted(file, cause);
    }
    if (cause instanceof ClosedByInterruptException) {
      return new SensorException(Kind.TIMED_OUT, "interrupted while reading " + file, cause);
    }
    return ofRead(file, cause);
  }

  private static SensorException notPermitted(Path file, IOException cause) {
    String user = System.getProperty("user.name");
    return new SensorException(
        Kind.NOT_PERMITTED,
        file + " may not be read by user " + user + ": " + remedy(file, user),
        cause);
  }

  /** The group to join, where joining one helps. */
  private static String remedy(Path file, String user) {
    try {
      PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
      if (attributes.permissions().contains(PosixFilePermission.GROUP_READ)) {
        String group = attributes.group().getName();
        return "add the user to the group %s (usermod -aG %s %s) and start the agent again"
            .formatted(group, group, user);
      }
      return "only %s may; a udev rule can give it to a group of the user's"
          .formatted(attributes.owner().getName());
    } catch (IOException | UnsupportedOperationException e) {
      return "ls -l shows who may; add the user there";
    }
  }

  /** The Java library keeps of errno only its text, which is that of the C locale for a service. */
  private static SensorException ofRead(Path file, IOException cause) {
    String text = cause.getMessage() == null ? cause.toString() : cause.getMessage();
    return switch (text) {
      case "No such device", "No such device or address" ->
          new SensorException(
              Kind.ABSENT, file + ": the device went away (" + text + "): check its wiring", cause);
      case "Resource temporarily unavailable", "Connection timed out", "Device or resource busy" ->
          new SensorException(
              Kind.TIMED_OUT, file + ": the device did not answer in time (" + text + ")", cause);
      case "Permission denied", "Operation not permitted" -> notPermitted(file, cause);
      case "No data available" ->
          new SensorException(
              Kind.BAD_READING,
              file + ": the device has no value at present (" + text + "): is it switched off?",
              cause);
      default ->
          new SensorException(
              Kind.BAD_READING,
              file + ": the device gave no value (" + Excerpt.of(text) + "): check its wiring",
              cause);
    };
  }
}

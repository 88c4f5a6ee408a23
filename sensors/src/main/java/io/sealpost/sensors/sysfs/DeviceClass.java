package io.sealpost.sensors.sysfs;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The numbered folders of one class of sysfs, each with the name that its driver gave it.
 *
 * @param folder the class, {@code /sys/class/thermal} for instance
 * @param prefix what comes before the number, {@code thermal_zone} for instance
 * @param nameAttribute the file that holds the name, {@code type} for instance
 * @param noun what one of them is called, for messages
 */
record DeviceClass(Path folder, String prefix, String nameAttribute, String noun) {
  /** More than any machine has; a bound all the same. */
  private static final int MAX_ENTRIES = 1024;

  /**
   * One of them.
   *
   * @param folder {@code /sys/class/thermal/thermal_zone0} for instance
   * @param name {@code cpu-thermal} for instance; not always unique; its folder's where its driver
   *     gave it none
   */
  record Entry(Path folder, String name) {
    String folderName() {
      return String.valueOf(folder.getFileName());
    }

    @Override
    public String toString() {
      return name.equals(folderName()) ? name : name + " (" + folderName() + ")";
    }
  }

  /**
   * Lists them, in the order of their numbers; none if the class does not exist.
   *
   * @throws SensorException if the class or a name cannot be read
   */
  List<Entry> entries() throws SensorException {
    List<Entry> entries = new ArrayList<>();
    for (Path path : folders()) {
      entries.add(new Entry(path, name(path)));
    }
    return entries;
  }

  /** A device may have no name, or go while its neighbours are listed: no fault of theirs. */
  private String name(Path path) throws SensorException {
    String folderName = String.valueOf(path.getFileName());
    try {
      String name = new Attribute(path.resolve(nameAttribute)).text();
      return name.isEmpty() ? folderName : name;
    } catch (SensorException e) {
      if (e.kind() == Kind.ABSENT) {
        return folderName;
      }
      throw e;
    }
  }

  /**
   * Finds one, by folder or by name.
   *
   * @throws SensorException if there is none, or if several have the name
   */
  Entry find(String wanted) throws SensorException {
    List<Entry> entries = entries();
    List<Entry> named = new ArrayList<>();
    for (Entry entry : entries) {
      if (entry.folderName().equals(wanted)) {
        return entry;
      }
      if (entry.name().equals(wanted)) {
        named.add(entry);
      }
    }
    if (named.size() == 1) {
      return named.get(0);
    }
    throw new SensorException(Kind.ABSENT, complaint(wanted, entries, named));
  }

  /** The shortest way to name each that {@link #find} understands. */
  List<String> names() throws SensorException {
    List<Entry> entries = entries();
    return entries.stream().map(entry -> unambiguous(entry, entries)).toList();
  }

  static String unambiguous(Entry entry, List<Entry> entries) {
    long namesakes = entries.stream().filter(other -> other.name().equals(entry.name())).count();
    return namesakes == 1 && KernelName.isPlain(entry.name()) ? entry.name() : entry.folderName();
  }

  private String complaint(String wanted, List<Entry> entries, List<Entry> named) {
    if (named.size() > 1) {
      String folders = named.stream().map(Entry::folderName).collect(Collectors.joining(", "));
      return named.size()
          + " of "
          + folder
          + " are called \""
          + wanted
          + "\": name one of "
          + folders;
    }
    String existing =
        entries.isEmpty()
            ? "none"
            : entries.stream().map(Entry::toString).collect(Collectors.joining(", "));
    return "there is no " + noun + " \"" + wanted + "\"; this machine has: " + existing;
  }

  private List<Path> folders() throws SensorException {
    List<Path> found = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(folder, this::isNumbered)) {
      for (Path path : stream) {
        if (found.size() == MAX_ENTRIES) {
          throw new SensorException(
              Kind.BAD_READING, folder + " holds more than " + MAX_ENTRIES + " folders");
        }
        found.add(path);
      }
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw FileFault.of(folder, e);
    }
    found.sort(Comparator.comparingInt(this::number));
    return found;
  }

  private boolean isNumbered(Path path) {
    String name = String.valueOf(path.getFileName());
    return name.startsWith(prefix) && name.substring(prefix.length()).matches("[0-9]{1,6}");
  }

  private int number(Path path) {
    return Integer.parseInt(String.valueOf(path.getFileName()).substring(prefix.length()));
  }
}

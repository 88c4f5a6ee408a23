package io.sealpost.device;

import io.sealpost.crypto.IrkText;
import io.sealpost.device.CommandLine.UsageException;
import io.sealpost.device.irk.Request;
import io.sealpost.sensors.MacAddress;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Deque;
import java.util.Optional;

/** Reads what stands behind {@code irk} on the command line. */
final class IrkLine {
  private static final String OPTIONS =
      "--address ADDRESS, --key FILE, --out FILE, --check ADDRESS";

  private Optional<MacAddress> address = Optional.empty();
  private Optional<Path> key = Optional.empty();
  private Optional<Path> out = Optional.empty();
  private Optional<MacAddress> check = Optional.empty();

  private IrkLine() {}

  /**
   * What is asked for.
   *
   * @param left what is left of the command line
   */
  static Invocation parse(Deque<String> left) throws UsageException {
    IrkLine line = new IrkLine();
    while (!left.isEmpty()) {
      String option = left.removeFirst();
      switch (option) {
        case "--address" -> line.address = Optional.of(mac(option, left));
        case "--check" -> line.check = Optional.of(mac(option, left));
        case "--key" -> line.key = Optional.of(file(option, left));
        case "--out" -> line.out = Optional.of(file(option, left));
        case "--help", "-h" -> {
          return new Invocation.Help();
        }
        default -> throw new UsageException(notKnown(option));
      }
    }
    return new Invocation.Irk(line.request());
  }

  private static String notKnown(String option) {
    return option.startsWith("-")
        ? "\"" + option + "\" must be " + OPTIONS + " or --help"
        : "irk takes no key from the command line, where others see it: give it on standard input";
  }

  private Request request() throws UsageException {
    if (address.isPresent() && key.isPresent()) {
      throw new UsageException("--address and --key: give one, the key comes from one of them");
    }
    boolean nothing = out.isEmpty() && check.isEmpty();
    if (nothing && (address.isPresent() || key.isPresent())) {
      throw new UsageException(
          (key.isPresent() ? "--key" : "--address") + " goes with --out FILE or --check ADDRESS");
    }
    if (nothing) {
      return Request.HOW;
    }
    Optional<Request.Origin> origin =
        address.<Request.Origin>map(Request.Paired::new).or(() -> key.map(Request.KeyFile::new));
    return new Request(Optional.of(origin.orElseGet(Request.StandardInput::new)), out, check);
  }

  private static MacAddress mac(String option, Deque<String> left) throws UsageException {
    String text = left.isEmpty() ? "" : left.removeFirst();
    if (!MacAddress.isOne(text)) {
      throw new UsageException(
          option + " \"" + text + "\" must be an address like 88:29:9C:00:61:A9");
    }
    return new MacAddress(text);
  }

  private static Path file(String option, Deque<String> left) throws UsageException {
    if (left.isEmpty()) {
      throw new UsageException(option + " must be followed by a file");
    }
    String name = left.removeFirst();
    if (IrkText.isKey(name)) {
      throw new UsageException(
          option + " takes a file of mode 0600 that holds the key, not the key");
    }
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new UsageException(option + " \"" + name + "\" must be a file: " + e.getReason());
    }
  }
}

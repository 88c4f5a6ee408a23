package io.sealpost.device.irk;

import io.sealpost.crypto.Irk;
import io.sealpost.crypto.IrkText;
import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.device.irk.Request.Origin;
import io.sealpost.sensors.MacAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** The command {@code irk}. Never prints a key, nor takes one from the command line. */
public final class IrkCommand {
  private final PairedDevices paired;
  private final InputStream in;
  private final PrintStream out;
  private final Primitives primitives;

  /** There is no key where it was looked for; the message says what to do. */
  public static final class NoKeyException extends Exception {
    NoKeyException(String message) {
      super(message);
    }
  }

  /**
   * @param bluetooth {@code /var/lib/bluetooth}
   * @param in where a key may come from
   * @param out for people
   */
  public IrkCommand(Path bluetooth, InputStream in, PrintStream out, Primitives primitives) {
    this.paired = new PairedDevices(bluetooth);
    this.in = in;
    this.out = out;
    this.primitives = primitives;
  }

  /**
   * Does it.
   *
   * @return false if the address was not made with the key
   * @throws NoKeyException if there is no key
   * @throws SecretFileException if a file cannot be read or written
   */
  public boolean run(Request request) throws NoKeyException, SecretFileException {
    if (request.origin().isEmpty()) {
      out.print(Guide.STEPS);
      out.print("\n" + listed());
      return true;
    }
    try (SecretBytes found = key(request.origin().get());
        // Programs disagree on which octet comes first: an address that was heard settles it.
        SecretBytes turned = Irk.reversed(found)) {
      boolean straight = madeOrNotAsked(found, request.check());
      boolean reversed = !straight && madeOrNotAsked(turned, request.check());
      request.check().ifPresent(address -> say(address, straight, reversed));
      if (straight || reversed) {
        write(request.out(), straight ? found : turned);
      }
      return straight || reversed;
    }
  }

  private String listed() {
    try {
      return Guide.list(paired.list());
    } catch (AccessDeniedException e) {
      return "What is paired is for root alone to see: sudo sealpost-device irk\n";
    } catch (IOException e) {
      return "What is paired cannot be seen: " + reason(e) + "\n";
    }
  }

  private SecretBytes key(Origin origin) throws NoKeyException, SecretFileException {
    if (origin instanceof Request.KeyFile file) {
      return SecretFile.readIrk(file.file());
    }
    return origin instanceof Request.Paired device ? pairedKey(device.address()) : inputKey();
  }

  private SecretBytes pairedKey(MacAddress address) throws NoKeyException {
    try {
      return paired
          .irk(address)
          .orElseThrow(
              () ->
                  new NoKeyException(
                      address
                          + ": no device of that address is paired and gave an IRK; sealpost-device"
                          + " irk lists those that did"));
    } catch (AccessDeniedException e) {
      throw new NoKeyException(
          address + ": what is paired is for root alone to see; run this with sudo");
    } catch (IOException e) {
      throw new NoKeyException(address + ": what is paired cannot be seen: " + reason(e));
    }
  }

  private SecretBytes inputKey() throws NoKeyException {
    byte[] text = new byte[0];
    try {
      text = in.readNBytes(IrkText.MAX_SIZE + 1);
      return IrkText.parse(text)
          .orElseThrow(() -> new NoKeyException("standard input: must be a key: " + IrkText.RULE));
    } catch (IOException e) {
      throw new NoKeyException("standard input: cannot be read: " + e.getMessage());
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private boolean madeOrNotAsked(SecretBytes key, Optional<MacAddress> address) {
    try (Irk irk = new Irk(primitives, key)) {
      return address.map(each -> irk.made(octets(each))).orElse(true);
    }
  }

  private void say(MacAddress address, boolean straight, boolean reversed) {
    if (straight) {
      out.println(address + " was made with this key.");
    } else if (reversed) {
      out.println(address + " was made with this key, its octets in the other order.");
    } else if (Irk.isResolvable(octets(address))) {
      out.println(address + " was not made with this key.");
    } else {
      out.println(
          address
              + " was not made with any key: such addresses begin with 4, 5, 6 or 7. It may be a"
              + " fixed one, or of a device that hides from everybody.");
    }
  }

  private void write(Optional<Path> file, SecretBytes key) throws SecretFileException {
    if (file.isEmpty()) {
      return;
    }
    byte[] text = IrkText.encode(key);
    try {
      SecretFile.writeNew(file.get(), text);
      out.println(file.get() + ": written, for nobody but its owner to read.");
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }

  private static byte[] octets(MacAddress address) {
    return HexFormat.ofDelimiter(":").parseHex(address.text());
  }

  private static String reason(IOException e) {
    return e instanceof NoSuchFileException
        ? "there is no folder " + e.getMessage() + "; is BlueZ installed?"
        : String.valueOf(e.getMessage());
  }
}

package io.sealpost.device.state;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.KeyText;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.device.state.KeptKeys.Kept;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Keys in the file {@code keys} of the state folder: a line {@code base KID}, then {@code
 * GENERATION KEY} lines, the key in force first, all numbers of fixed width.
 */
final class FileKeyStore implements KeyStore {
  static final String NAME = "keys";

  private static final String BASE = "base ";
  private static final int BASE_SIZE = (BASE + "0123456789abcdef\n").length();
  private static final int NUMBER = 10;
  private static final int HEX = 64;
  private static final int LINE_SIZE = NUMBER + 1 + HEX + 1;

  private final DurableFile file;

  FileKeyStore(Path folder, Disk disk) {
    this.file = new DurableFile(folder.resolve(NAME), NAME, repair(folder), disk);
  }

  /** Which key the station has is not to be guessed: the provisioned one is given up by now. */
  private static String repair(Path folder) {
    return "this does not mend itself: give the device a new key, empty "
        + folder
        + " and start again";
  }

  @Override
  public Optional<KeptKeys> load() throws StateException {
    Optional<byte[]> found = file.read();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    byte[] lines = found.get();
    try {
      KeptKeys keys = parse(lines);
      settle(keys);
      return Optional.of(keys);
    } catch (IllegalArgumentException e) {
      throw file.damaged(String.valueOf(e.getMessage()));
    } finally {
      Arrays.fill(lines, (byte) 0);
    }
  }

  /**
   * A station that hears of a key gives up the one before: it must not come back by a power cut,
   * and the agent that wrote it may have been killed before its folder was synchronised.
   */
  private void settle(KeptKeys keys) throws StateException {
    try {
      file.settle();
    } catch (StateException e) {
      keys.close();
      throw e;
    }
  }

  @Override
  public void save(KeptKeys keys) throws StateException {
    byte[] lines = new byte[BASE_SIZE + keys.keys().size() * LINE_SIZE];
    try {
      put(lines, 0, BASE + keys.base() + "\n");
      for (int i = 0; i < keys.keys().size(); i++) {
        line(keys.keys().get(i), lines, BASE_SIZE + i * LINE_SIZE);
      }
      file.write(lines);
    } finally {
      Arrays.fill(lines, (byte) 0);
    }
  }

  private static void line(Kept key, byte[] lines, int at) {
    put(lines, at, String.format(Locale.ROOT, "%010d ", key.generation()));
    byte[] text = KeyText.encode(key.psk(), Format.COSE_1);
    System.arraycopy(text, 0, lines, at + NUMBER + 1, text.length);
    Arrays.fill(text, (byte) 0);
  }

  private static void put(byte[] lines, int at, String text) {
    System.arraycopy(text.getBytes(US_ASCII), 0, lines, at, text.length());
  }

  private KeptKeys parse(byte[] lines) throws StateException {
    int keys = (lines.length - BASE_SIZE) / LINE_SIZE;
    if (lines.length != BASE_SIZE + keys * LINE_SIZE || keys > 2) {
      throw file.damaged(lines.length + " bytes are not a base and keys");
    }
    String base = new String(lines, 0, BASE_SIZE, US_ASCII);
    if (!base.startsWith(BASE) || !base.endsWith("\n")) {
      throw file.damaged("it does not begin with a base");
    }
    List<Kept> kept = new ArrayList<>();
    try {
      for (int i = 0; i < keys; i++) {
        int at = BASE_SIZE + i * LINE_SIZE;
        kept.add(kept(number(lines, at), key(lines, at + NUMBER + 1)));
      }
      return new KeptKeys(base.substring(BASE.length(), BASE_SIZE - 1), kept);
    } catch (StateException | IllegalArgumentException e) {
      kept.forEach(Kept::close);
      throw e;
    }
  }

  private static Kept kept(long generation, SecretBytes psk) {
    try {
      return new Kept(generation, psk);
    } catch (IllegalArgumentException e) {
      psk.close();
      throw e;
    }
  }

  private long number(byte[] lines, int at) throws StateException {
    String number = new String(lines, at, NUMBER + 1, US_ASCII);
    if (!number.matches("[0-9]{10} ")) {
      throw file.damaged("a generation is not " + NUMBER + " digits");
    }
    return Long.parseLong(number.strip());
  }

  private SecretBytes key(byte[] lines, int at) throws StateException {
    byte[] text = Arrays.copyOfRange(lines, at, at + HEX);
    try {
      return KeyText.parse(text, Format.COSE_1)
          .filter(key -> lines[at + HEX] == '\n')
          .orElseThrow(() -> file.damaged("a key is not " + HEX + " hexadecimal digits"));
    } finally {
      Arrays.fill(text, (byte) 0);
    }
  }
}

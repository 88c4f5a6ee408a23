import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * Compresses files as {@code gzip -9n} does (RFC 1952): as small as it can, which Debian asks for
 * manual pages and change logs, and without a time, so that the same text gives the same bytes.
 * Java's own stream has no way to say the first. Arguments: file, result, file, result...
 */
final class Squeeze {
  /** Magic number, deflate, no flags, no time, "maximum compression", Unix: RFC 1952 section 2.3.1. */
  private static final byte[] HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 2, 3};

  private Squeeze() {}

  public static void main(String[] arguments) throws IOException {
    for (int i = 0; i < arguments.length; i += 2) {
      Path result = Path.of(arguments[i + 1]);
      Files.createDirectories(result.getParent());
      Files.write(result, squeezed(Files.readAllBytes(Path.of(arguments[i]))));
    }
  }

  private static byte[] squeezed(byte[] text) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(HEADER);
    Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    try (DeflaterOutputStream body = new DeflaterOutputStream(out, deflater)) {
      body.write(text);
      body.finish();
      CRC32 checksum = new CRC32();
      checksum.update(text);
      ByteBuffer trailer = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
      out.write(trailer.putInt((int) checksum.getValue()).putInt(text.length).array());
    } finally {
      deflater.end();
    }
    return out.toByteArray();
  }
}

package io.sealpost.e2e.rig.block;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.random.RandomGenerator;

/**
 * Serves a {@link Medium} to one client as a network block device: fixed newstyle handshake and
 * simple replies of the NBD protocol, doc/proto.md of github.com/NetworkBlockDevice/nbd. Safe for
 * use by several threads.
 */
final class NbdServer implements Closeable {
  private static final long GREETING = 0x4e42444d41474943L; // NBDMAGIC
  private static final long OPTION = 0x49484156454f5054L; // IHAVEOPT
  private static final long OPTION_REPLY = 0x3e889045565a9L;
  private static final int FIXED_NEWSTYLE_NO_ZEROES = 1 | 2;

  private static final int OPT_ABORT = 2;
  private static final int OPT_INFO = 6;
  private static final int OPT_GO = 7;
  private static final int REP_ACK = 1;
  private static final int REP_INFO = 3;
  private static final int REP_ERR_UNSUP = 0x8000_0001;
  private static final int HAS_FLAGS_FLUSH_FUA = 1 | 4 | 8;

  private static final int REQUEST = 0x25609513;
  private static final int SIMPLE_REPLY = 0x67446698;
  private static final int FLAG_FUA = 1;
  private static final int CMD_READ = 0;
  private static final int CMD_WRITE = 1;
  private static final int CMD_DISC = 2;
  private static final int CMD_FLUSH = 3;
  private static final int EIO = 5;
  private static final int EINVAL = 22;

  private final ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  private final Medium medium;

  // Guarded by this: a request is served as a whole before the power is cut, or not at all.
  private boolean powered = true;
  private Socket client = new Socket();

  /** Starts it on a free port of 127.0.0.1. */
  NbdServer(Medium medium) throws IOException {
    this.medium = medium;
    Thread thread = new Thread(this::run, "block device");
    thread.setDaemon(true);
    thread.start();
  }

  /** Where it listens. */
  int port() {
    return server.getLocalPort();
  }

  /**
   * Cuts the power: answers nothing from now on.
   *
   * @param survival probability of each sector that was not flushed
   * @return how many sectors were lost
   */
  synchronized int cut(RandomGenerator random, double survival) throws IOException {
    powered = false;
    int lost = medium.lose(random, survival);
    close();
    return lost;
  }

  @Override
  public synchronized void close() throws IOException {
    server.close();
    client.close();
  }

  private synchronized Socket adopt(Socket accepted) {
    client = accepted;
    return accepted;
  }

  private void run() {
    try (Socket socket = adopt(server.accept());
        DataInputStream in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
        DataOutputStream out =
            new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), 1 << 18))) {
      socket.setTcpNoDelay(true);
      if (handshake(in, out)) {
        while (serve(in, out)) {
          out.flush();
        }
      }
    } catch (IOException cut) {
      // That is what it is for; the client sees the end of the connection.
      return;
    }
  }

  private boolean handshake(DataInputStream in, DataOutputStream out) throws IOException {
    out.writeLong(GREETING);
    out.writeLong(OPTION);
    out.writeShort(FIXED_NEWSTYLE_NO_ZEROES);
    out.flush();
    in.readInt(); // flags of the client
    while (true) {
      if (in.readLong() != OPTION) {
        throw new IOException("not an NBD option");
      }
      int option = in.readInt();
      in.skipNBytes(in.readInt());
      answer(option, out);
      out.flush();
      if (option == OPT_GO || option == OPT_ABORT) {
        return option == OPT_GO;
      }
    }
  }

  private void answer(int option, DataOutputStream out) throws IOException {
    if (option == OPT_GO || option == OPT_INFO) {
      reply(out, option, REP_INFO, 12);
      out.writeShort(0); // NBD_INFO_EXPORT
      out.writeLong(medium.size());
      out.writeShort(HAS_FLAGS_FLUSH_FUA);
    }
    boolean known = option == OPT_GO || option == OPT_INFO || option == OPT_ABORT;
    reply(out, option, known ? REP_ACK : REP_ERR_UNSUP, 0);
  }

  private static void reply(DataOutputStream out, int option, int type, int length)
      throws IOException {
    out.writeLong(OPTION_REPLY);
    out.writeInt(option);
    out.writeInt(type);
    out.writeInt(length);
  }

  /** Serves one request; false after the last. */
  private boolean serve(DataInputStream in, DataOutputStream out) throws IOException {
    if (in.readInt() != REQUEST) {
      throw new IOException("not an NBD request");
    }
    int flags = in.readUnsignedShort();
    int type = in.readUnsignedShort();
    long cookie = in.readLong();
    int offset = Math.toIntExact(in.readLong());
    int length = in.readInt();
    byte[] data = type == CMD_WRITE ? in.readNBytes(length) : new byte[0];
    if (type == CMD_DISC) {
      return false;
    }
    execute(type, flags, offset, length, data, cookie, out);
    return true;
  }

  private synchronized void execute(
      int type, int flags, int offset, int length, byte[] data, long cookie, DataOutputStream out)
      throws IOException {
    if (!powered) {
      throw new IOException("no power");
    }
    int error = error(type);
    out.writeInt(SIMPLE_REPLY);
    out.writeInt(error);
    out.writeLong(cookie);
    if (error != 0) {
      return;
    }
    if (type == CMD_READ) {
      out.write(medium.read(offset, length));
    } else if (type == CMD_WRITE) {
      medium.write(offset, data);
    }
    if (type == CMD_FLUSH || (flags & FLAG_FUA) != 0) {
      medium.flush();
    }
  }

  private int error(int type) {
    return switch (type) {
      case CMD_READ -> 0;
      case CMD_WRITE, CMD_FLUSH -> medium.isFailing() ? EIO : 0;
      default -> EINVAL;
    };
  }
}

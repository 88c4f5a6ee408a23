package io.sealpost.sensors.bluez;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.freedesktop.dbus.connections.transports.AbstractTransport;
import org.freedesktop.dbus.connections.transports.TransportBuilder;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.MethodReturn;
import org.freedesktop.dbus.messages.constants.Flags;
import org.jspecify.annotations.Nullable;

/**
 * The real bus. Takes from dbus-java the way in (socket and authentication) and the marshalling,
 * but not its connection, which has five threads, reads a message in four system calls, allocates
 * what a sender asks for, and dies with the bus.
 */
final class DbusLink implements Bus {
  /** Time must be told even while messages come faster than they can be read. */
  private static final int MAX_READS = 8;

  private final String address;
  private final Selector selector;
  private final Frames frames = new Frames();

  // Owned by the thread that uses the bus; of one connection.
  private @Nullable AbstractTransport transport;
  private @Nullable SocketChannel channel;

  /**
   * @param address {@code unix:path=/run/dbus/system_bus_socket} for instance
   */
  DbusLink(String address) {
    this.address = address;
    try {
      this.selector = Selector.open();
    } catch (IOException e) {
      throw new UncheckedIOException("no selector: the limit of open files is reached", e);
    }
  }

  @Override
  public void connect() throws IOException {
    disconnect();
    frames.clear();
    try {
      transport =
          TransportBuilder.create(address).configure().withAutoConnect(false).back().build();
      channel = transport.connect();
      channel.configureBlocking(false);
      channel.register(selector, SelectionKey.OP_READ);
    } catch (DBusException | IllegalArgumentException e) {
      throw new IOException(e.getMessage(), e);
    }
    call(new Call(Call.BUS, "/org/freedesktop/DBus", Call.BUS, "Hello", "", List.of()));
  }

  @Override
  public void disconnect() {
    AbstractTransport old = transport;
    transport = null;
    channel = null;
    if (old == null) {
      return;
    }
    try {
      old.close();
      selector.selectNow();
    } catch (IOException e) {
      // It was to be given up: there is nothing left to do.
      return;
    }
  }

  @Override
  public long call(Call call) throws IOException {
    String signature = call.signature();
    try {
      Message message =
          factory()
              .createMethodCall(
                  call.destination(),
                  call.path(),
                  call.contract(),
                  call.member(),
                  Flags.NO_AUTO_START,
                  signature.isEmpty() ? null : signature,
                  call.arguments().toArray());
      write(message);
      return message.getSerial();
    } catch (DBusException e) {
      throw new IllegalArgumentException(call + " cannot be marshalled", e);
    }
  }

  @Override
  public void answer(Incoming.Invocation invocation, String signature, List<Object> arguments)
      throws IOException {
    if (!invocation.wantsAnswer()) {
      return;
    }
    try {
      write(new Answer(factory().getEndianess(), invocation, signature, arguments));
    } catch (DBusException e) {
      throw new IllegalArgumentException(arguments + " cannot be marshalled", e);
    }
  }

  @Override
  public void refuse(Incoming.Invocation invocation, String error) throws IOException {
    if (!invocation.wantsAnswer()) {
      return;
    }
    try {
      write(
          factory()
              .createError(null, invocation.sender(), error, invocation.serial(), "s", "refused"));
    } catch (DBusException e) {
      throw new IllegalArgumentException(error + " cannot be marshalled", e);
    }
  }

  @Override
  public void await(long millis, Consumer<Incoming> sink) throws IOException {
    selector.select(millis);
    selector.selectedKeys().clear();
    SocketChannel open = channel;
    if (open == null) {
      return;
    }
    int read = 1;
    for (int i = 0; i < MAX_READS && read > 0 && open.isOpen(); i++) {
      read = open.read(frames.space());
      if (read < 0) {
        throw new EOFException("the bus closed the connection");
      }
      deliver(sink);
    }
  }

  @Override
  public synchronized void wake() {
    // Waking a closed one is an error.
    if (selector.isOpen()) {
      selector.wakeup();
    }
  }

  @Override
  public synchronized void close() {
    disconnect();
    try {
      selector.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void deliver(Consumer<Incoming> sink) throws IOException {
    try {
      Optional<Frames.Frame> frame = frames.next();
      while (frame.isPresent()) {
        Messages.read(frame.get()).ifPresent(sink);
        frame = frames.next();
      }
    } catch (Frames.MalformedFrame e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  /** The library makes one only of the call's own object. */
  private static final class Answer extends MethodReturn {
    Answer(byte order, Incoming.Invocation to, String signature, List<Object> arguments)
        throws DBusException {
      super(
          order,
          to.sender(),
          to.serial(),
          signature.isEmpty() ? null : signature,
          arguments.toArray());
    }
  }

  private MessageFactory factory() throws IOException {
    AbstractTransport open = transport;
    if (open == null) {
      throw new IOException("there is no connection to the bus " + address);
    }
    return open.getMessageFactory();
  }

  /** In one piece: the socket takes a few hundred pieces, however small, and no more. */
  private void write(Message message) throws IOException {
    SocketChannel open = channel;
    if (open == null) {
      throw new IOException("there is no connection to the bus " + address);
    }
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    for (byte[] part : message.getWireData()) {
      if (part != null) {
        whole.writeBytes(part);
      }
    }
    ByteBuffer bytes = ByteBuffer.wrap(whole.toByteArray());
    open.write(bytes);
    if (bytes.hasRemaining()) {
      throw new IOException("the bus " + address + " takes no messages");
    }
  }
}

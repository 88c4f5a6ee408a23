package io.sealpost.e2e.rig.fault;

import io.sealpost.e2e.rig.Until;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One connection through a {@link FaultProxy}. Safe for use by several threads. */
final class FaultyWire {
  private static final Duration HELD_STEP = Duration.ofMillis(10);

  private final Socket client;
  private final Socket broker;
  private final BooleanSupplier held;
  private final AtomicInteger fromClient = new AtomicInteger();

  // Written by whoever strikes and by the copying thread for which it is over.
  private volatile @Nullable Weather weather;

  private FaultyWire(Socket client, Socket broker, BooleanSupplier held) {
    this.client = client;
    this.broker = broker;
    this.held = held;
  }

  /**
   * Copies between both from now on.
   *
   * @param held whether what the client sends has to wait
   */
  static FaultyWire splice(Socket client, Socket broker, BooleanSupplier held) throws IOException {
    client.setTcpNoDelay(true);
    broker.setTcpNoDelay(true);
    FaultyWire wire = new FaultyWire(client, broker, held);
    wire.copy(client, broker, true);
    wire.copy(broker, client, false);
    return wire;
  }

  private void copy(Socket from, Socket to, boolean toBroker) {
    Thread thread = new Thread(() -> run(from, to, toBroker), "faulty wire");
    thread.setDaemon(true);
    thread.start();
  }

  private void run(Socket from, Socket to, boolean toBroker) {
    try {
      InputStream in = from.getInputStream();
      byte[] buffer = new byte[4 * 1024];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        if (toBroker) {
          fromClient.addAndGet(n);
          waitWhileHeld();
        }
        if (!pass(buffer, n, to, toBroker)) {
          return;
        }
      }
    } catch (IOException cut) {
      end(this::reset);
      return;
    }
    end(this::close);
  }

  private void waitWhileHeld() {
    while (held.getAsBoolean() && !client.isClosed()) {
      Until.pause(HELD_STEP);
    }
  }

  /** One end is gone; the other learns of it, unless a fault hides it. */
  private void end(Runnable how) {
    if (!hidesTheEnd()) {
      how.run();
    }
  }

  /** Passes a piece on; false if that end is gone, whose last words may still be on their way. */
  private boolean pass(byte[] buffer, int n, Socket to, boolean toBroker) throws IOException {
    Weather present = weather;
    if (present != null) {
      if (!present.pass(buffer, n, to.getOutputStream(), toBroker)) {
        weather = null;
      }
      return true;
    }
    try {
      to.getOutputStream().write(buffer, 0, n);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private boolean hidesTheEnd() {
    Weather present = weather;
    return present != null && present.hidesTheEnd();
  }

  /** Gives it a fault; one that is gone has them all. */
  void strike(Fault fault) {
    if (fault instanceof Fault.Cut) {
      close();
    } else if (fault instanceof Fault.Reset) {
      reset();
    } else {
      weather = Weather.of(fault);
      if (fault instanceof Fault.HalfOpen) {
        reset(broker);
      }
    }
  }

  /** Whether both ends still stand and nothing has befallen it. */
  boolean stands() {
    return weather == null && !client.isClosed() && !broker.isClosed();
  }

  /** Bytes that the client has sent. */
  int fromClient() {
    return fromClient.get();
  }

  private void close() {
    for (Socket socket : new Socket[] {client, broker}) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new AssertionError("a socket does not close", e);
      }
    }
  }

  private void reset() {
    reset(client);
    reset(broker);
  }

  private static void reset(Socket socket) {
    try {
      socket.setOption(StandardSocketOptions.SO_LINGER, 0);
      socket.close();
    } catch (IOException e) {
      // A copying thread closes it as soon as it sees the reset of the other one.
      if (!socket.isClosed()) {
        throw new AssertionError("a socket cannot be reset", e);
      }
    }
  }
}

package io.sealpost.sensors.bluez;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.function.Consumer;

/** A bus that notes what is called, and says what the test wants. */
final class FakeBus implements Bus {
  static final String OWNER = ":1.7";

  /** Member and arguments of the calls so far, in order. */
  final List<String> calls = new ArrayList<>();

  /** Signature and number of the arguments, or the error, of our answers so far. */
  final List<String> answered = new ArrayList<>();

  private final Queue<Incoming> incoming = new ArrayDeque<>();
  private boolean connected;
  private boolean broken;
  private long serial;

  @Override
  public void connect() throws IOException {
    if (broken) {
      throw new IOException("Connection refused");
    }
    connected = true;
  }

  @Override
  public void disconnect() {
    connected = false;
    incoming.clear();
  }

  @Override
  public long call(Call call) throws IOException {
    if (!connected || broken) {
      throw new IOException("Broken pipe");
    }
    if (!call.member().equals("AddMatch")) {
      calls.add(call.member());
    }
    return ++serial;
  }

  @Override
  public void answer(Incoming.Invocation invocation, String signature, List<Object> arguments) {
    answered.add(signature + arguments.size());
  }

  @Override
  public void refuse(Incoming.Invocation invocation, String error) {
    answered.add(error);
  }

  @Override
  public void await(long millis, Consumer<Incoming> sink) throws IOException {
    if (connected && broken) {
      throw new IOException("the bus closed the connection");
    }
    for (Incoming next = incoming.poll(); next != null; next = incoming.poll()) {
      sink.accept(next);
    }
  }

  @Override
  public void wake() {}

  @Override
  public void close() {
    connected = false;
  }

  /** Whether there is a connection. */
  boolean isConnected() {
    return connected;
  }

  /** The bus goes, or comes back. */
  void breaks(boolean gone) {
    broken = gone;
  }

  /** The last call is answered. */
  void answers(Object... body) {
    incoming.add(new Incoming.Answer(serial, List.of(body)));
  }

  /** The last call is refused. */
  void refuses(String error) {
    incoming.add(new Incoming.Refusal(serial, error, ""));
  }

  /** Bluetoothd says that something of a device changed. */
  void changed(String address, Map<String, Object> properties) {
    changedBy(OWNER, address, properties);
  }

  /** Somebody says that something of a device changed. */
  void changedBy(String sender, String address, Map<String, Object> properties) {
    String path = "/org/bluez/hci0/dev_" + address.replace(':', '_');
    signal(sender, path, Rules.PROPERTIES_CHANGED, DeviceSignals.DEVICE, properties, List.of());
  }

  /** Somebody calls the monitor of a registration. */
  void invokes(String sender, String path, String name, Object... body) {
    incoming.add(new Incoming.Invocation(9, sender, path, name, List.of(body), true));
  }

  /** Anybody says anything. */
  void signal(String sender, String path, String name, Object... body) {
    incoming.add(new Incoming.Signal(sender, path, name, List.of(body)));
  }
}

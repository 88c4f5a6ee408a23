package io.sealpost.station.command;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.DecodeException;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.Hello;
import io.sealpost.station.StationException;
import io.sealpost.station.inbox.Desk;
import io.sealpost.station.rotation.RotationErrand;
import io.sealpost.station.site.DeviceKey;
import io.sealpost.station.site.KeyLine;
import io.sealpost.station.site.KeyRing;
import io.sealpost.station.site.RingEntry;
import io.sealpost.station.site.RotatingKeys;
import io.sealpost.station.testing.FakeDevice;
import io.sealpost.station.testing.FakeTime;
import io.sealpost.station.testing.RotatingDevice;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A station and a device that rotate, with a fault at chosen moments. For one thread. */
final class RotationRig implements AutoCloseable {
  static final DeviceId DEVICE = new DeviceId("rpi-07");

  final FakeTime time = new FakeTime();
  final Sealing sealing = FakeDevice.sealing(time);
  final KeyRing ring;
  final RotatingDevice device;
  final List<String> asked = new ArrayList<>();
  private final SecureRandom random = new SecureRandom();
  private final Map<Integer, Fault> faults;
  private int moments;
  private long counter;

  /** What goes wrong at a moment. */
  enum Fault {
    STATION_KILLED,
    MESSAGE_LOST,
    DEVICE_REBOOTED
  }

  /** The process ends there and then. */
  static final class Killed extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /**
   * @param faults by the number of the moment
   */
  RotationRig(Path folder, Map<Integer, Fault> faults) throws StationException {
    this.faults = faults;
    ring = new KeyRing(folder.resolve("keys"));
    SecretBytes psk = SecretBytes.random(random, Sealing.KEY_SIZE);
    ring.add(DEVICE, Format.COSE_1, psk);
    device = new RotatingDevice(DEVICE, psk, time);
  }

  /** How many moments there were. */
  int moments() {
    return moments;
  }

  /** Runs {@code sealpost rotate} once: whatever is lost ends it, as its patience would. */
  boolean rotate() throws StationException, RefusedException, DecodeException {
    RotatingKeys keys = new Faulty(line());
    RotationErrand errand =
        new RotationErrand(DEVICE, new Rotation(new BcPrimitives()), sealing, keys);
    try (DeviceKey key = ring.key(DEVICE);
        Desk desk = new Desk(sealing, key, new Faulty(line()));
        CommandSealer sealer = new CommandSealer(sealing, key, new Faulty(line()))) {
      converse(errand, desk, sealer);
    } catch (Killed processEnded) {
      return false;
    }
    return errand.isDone();
  }

  private void converse(RotationErrand errand, Desk desk, CommandSealer sealer)
      throws StationException, RefusedException, DecodeException {
    Opened said = desk.open(Channel.Fixed.HELLO, device.hello());
    Hello hello = desk.codec().hello(said.plaintext());
    String kid = said.kid();
    Optional<Action> next = errand.start(hello, said.kid());
    while (next.isPresent()) {
      asked.add(word(next.get()));
      byte[] sealed = sealed(sealer, hello, kid, next.get());
      if (passes()) {
        Optional<byte[]> answer = device.obey(sealed);
        if (answer.isPresent() && passes()) {
          Opened opened = desk.open(Channel.Fixed.ACK, answer.get());
          Answer decoded = desk.codec().answer(opened.plaintext());
          sealer.answered(decoded, opened.kid());
          next = errand.answered(decoded, opened.kid());
          continue;
        }
      }
      // Nothing came: the device says hello again, where it connects anew.
      said = desk.open(Channel.Fixed.HELLO, device.hello());
      Hello again = desk.codec().hello(said.plaintext());
      if (again.boot().equals(hello.boot()) && said.kid().equals(kid)) {
        return;
      }
      hello = again;
      kid = said.kid();
      next = errand.start(hello, said.kid());
    }
  }

  private static String word(Action action) {
    return action.getClass().getSimpleName();
  }

  private byte[] sealed(CommandSealer sealer, Hello hello, String kid, Action action)
      throws StationException {
    counter++;
    return sealer.seal(hello, kid, new Command(action, Duration.ofDays(1)), counter).bytes();
  }

  /** Whether nothing is left to do of it: who was killed after its last write cannot say so. */
  boolean isSettled() throws StationException {
    try (DeviceKey key = ring.key(DEVICE)) {
      return key.generation() > 0 && !key.unconfirmed() && key.pending().isEmpty();
    }
  }

  /** Whether a command of another process gets through, at this very moment. */
  boolean isReachable() throws StationException, RefusedException {
    try (DeviceKey key = ring.key(DEVICE);
        Desk desk = new Desk(sealing, key, line())) {
      desk.open(Channel.Fixed.HELLO, device.hello());
    }
    try (DeviceKey key = ring.key(DEVICE)) {
      return device.obeys(key.psk());
    }
  }

  KeyLine line() {
    return ring.line(
        DEVICE,
        new KeyLine.Setting(
            sealing,
            () -> time.now().wall(),
            Duration.ofDays(30),
            random,
            warning -> {
              throw new IllegalStateException(warning);
            }));
  }

  /** A message is on its way; false if it does not arrive. */
  private boolean passes() {
    return moment() == null;
  }

  private @Nullable Fault moment() {
    Fault fault = faults.get(moments);
    moments++;
    if (fault == Fault.STATION_KILLED) {
      throw new Killed();
    }
    if (fault == Fault.DEVICE_REBOOTED) {
      device.reboot();
    }
    return fault;
  }

  @Override
  public void close() {
    device.current().close();
  }

  /** Keys with a moment before and after each write. */
  private final class Faulty implements RotatingKeys {
    private final RotatingKeys keys;

    private Faulty(RotatingKeys keys) {
      this.keys = keys;
    }

    @Override
    public DeviceKey now() throws StationException {
      return keys.now();
    }

    @Override
    public Optional<RingEntry> changed() {
      return keys.changed();
    }

    @Override
    public DeviceKey begin(long above) throws StationException {
      moment();
      DeviceKey begun = keys.begin(above);
      moment();
      return begun;
    }

    @Override
    public void proven(String kid, long epoch) {
      moment();
      keys.proven(kid, epoch);
      moment();
    }

    @Override
    public void secure() throws StationException {
      moment();
      keys.secure();
      moment();
    }

    @Override
    public void confirmed(String kid) throws StationException {
      moment();
      keys.confirmed(kid);
      moment();
    }
  }
}

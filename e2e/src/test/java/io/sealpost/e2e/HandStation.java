package io.sealpost.e2e;

import static io.sealpost.e2e.rig.Events.PATIENCE;

import io.sealpost.crypto.Context;
import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Opened;
import io.sealpost.crypto.Opener;
import io.sealpost.crypto.RefusedException;
import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.Sealer;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.Terms;
import io.sealpost.crypto.Wrapped;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.e2e.rig.Eavesdropper;
import io.sealpost.e2e.rig.Eavesdropper.Heard;
import io.sealpost.protocol.Action;
import io.sealpost.protocol.Action.Rotate;
import io.sealpost.protocol.Answer;
import io.sealpost.protocol.CborCodec;
import io.sealpost.protocol.Command;
import io.sealpost.protocol.Hello;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttException;

/** A station that does one thing after the other, as it is told, with whichever key it is told. */
final class HandStation {
  private static final Rotation ROTATION = new Rotation(new BcPrimitives());

  private final Sealing sealing =
      new Sealing(new BcPrimitives(), InstantSource.system(), new SecureRandom());
  private final CborCodec codec = new CborCodec();
  private final Eavesdropper client;
  private final String device;
  private Hello hello;
  private long counter;

  private HandStation(Eavesdropper client, String device, SecretBytes psk) throws Exception {
    this.client = client;
    this.device = device;
    this.hello = codec.hello(await("hello", psk, 0).plaintext());
  }

  /** Waits until the device has said hello under this key. */
  static HandStation of(Eavesdropper client, String device, SecretBytes psk) throws Exception {
    return new HandStation(client, device, psk);
  }

  /** Goes on with counters above this one. */
  HandStation above(long used) {
    counter = used;
    return this;
  }

  /** Sends a command under a key and returns the answer under another, which may be the same. */
  Answer ask(Action action, SecretBytes by, SecretBytes answeredBy) throws Exception {
    int heard = client.heard().size();
    send(action, by);
    return codec.answer(await("control/ack", answeredBy, heard).plaintext());
  }

  /** The next hello under this key. */
  void awaitHello(SecretBytes psk, int heard) throws Exception {
    hello = codec.hello(await("hello", psk, heard).plaintext());
  }

  /** Another key, wrapped for the device by the one before. */
  Rotate.Take wrap(String publicKey, long generation, SecretBytes by, SecretBytes next) {
    Terms terms = new Terms(Format.COSE_1, device, generation, hello.boot());
    Wrapped wrapped = ROTATION.wrap(publicKey, terms, by, next).orElseThrow();
    return new Rotate.Take(generation, wrapped.enc(), wrapped.wrapped());
  }

  /** Sends a command under a key and waits for nothing. */
  void send(Action action, SecretBytes by) throws MqttException {
    Command command = new Command(action, hello.uptime().plus(Duration.ofHours(1)));
    try (Sealer sealer = sealing.sealer(Format.COSE_1, by, device, Direction.DOWN)) {
      Context context = Context.down(device, "control", hello.boot());
      byte[] sealed =
          sealer.seal(context, new Counter(hello.epoch(), ++counter), codec.command(command));
      client.publish("sealpost/" + device + "/control", sealed, false);
    }
  }

  private Opened await(String channel, SecretBytes psk, int heard) {
    Heard message =
        client
            .heard()
            .await(channel, heard, each -> open(each, channel, psk).isPresent(), PATIENCE);
    return open(message, channel, psk).orElseThrow();
  }

  private Optional<Opened> open(Heard heard, String channel, SecretBytes psk) {
    if (!heard.topic().equals("sealpost/" + device + "/" + channel)) {
      return Optional.empty();
    }
    String stream = channel.equals("control/ack") ? "ack" : channel;
    try (Opener opener =
        sealing.opener(Format.COSE_1, psk, device, Direction.UP, Optional.empty())) {
      return Optional.of(opener.open(Context.up(device, stream), heard.payload()));
    } catch (RefusedException e) {
      return Optional.empty();
    }
  }
}

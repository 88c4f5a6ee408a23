package io.sealpost.device;

import io.sealpost.crypto.Direction;
import io.sealpost.crypto.Format;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.clock.ClockState;
import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.config.BrokerSettings;
import io.sealpost.device.config.BrokerSettings.Login;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.SealSettings;
import io.sealpost.device.health.Identity;
import io.sealpost.device.state.SequenceStore;
import io.sealpost.device.state.StateException;
import io.sealpost.device.state.StateFolder;
import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.paho.PahoLink;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceStatus;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.tinylog.Logger;

/** From a configuration to everything that the agent touches, or a reason why not. */
final class Startup {
  private static final Path SYS = Path.of("/sys");

  private final DeviceConfig config;
  private final Build build;
  private final ClockState clockState;
  private final SecureRandom random = new SecureRandom();

  Startup(DeviceConfig config, Build build, ClockState clockState) {
    this.config = config;
    this.build = build;
    this.clockState = clockState;
  }

  /**
   * Reads the secrets, makes the link, and counts the epoch, in this order: an epoch is not spent
   * on a start that cannot succeed.
   *
   * @param state held by this agent alone
   * @throws StartupException with a message of one line and the exit code
   */
  Outside outside(StateFolder state) throws StartupException {
    try (SecretBytes key = SecretFile.readKey(config.seal().keyFile(), config.seal().format())) {
      MqttLink link = PahoLink.create(linkOptions());
      BootId boot = bootId();
      long epoch = state.epochs().next();
      Identity identity =
          new Identity(config.id(), config.displayName(), boot, epoch, build.software());
      return outside(identity, link, key, state);
    } catch (SecretFileException e) {
      throw new StartupException(ExitCode.PERMISSION, e);
    } catch (LinkException e) {
      throw new StartupException(ExitCode.CONFIGURATION, e);
    } catch (StateException e) {
      throw new StartupException(ExitCode.STATE, e);
    }
  }

  private Outside outside(Identity identity, MqttLink link, SecretBytes key, StateFolder state) {
    Sealing sealing = new Sealing(new BcPrimitives(), InstantSource.system(), random);
    SealSettings seal = config.seal();
    String device = config.id().value();
    DeviceClock clock =
        new DeviceClock(
            identity.boot(), System::nanoTime, InstantSource.system(), clockState, build.time());
    SequenceStore sequences = state.sequences();
    return new Outside(
        identity,
        clock,
        link,
        SensorFactory.all(config, SYS),
        sealing.sealer(seal.format(), key, device, Direction.UP),
        sealing.opener(
            seal.format(),
            key,
            device,
            Direction.DOWN,
            Optional.of(seal.commandTtl()).filter(ttl -> seal.format() == Format.FERNET)),
        state.rates(),
        before(sequences, identity.epoch() - 1),
        last -> keep(sequences, identity.epoch(), last));
  }

  private LinkOptions linkOptions() throws SecretFileException {
    BrokerSettings broker = config.broker();
    Optional<Credentials> credentials = Optional.empty();
    if (broker.login().isPresent()) {
      Login login = broker.login().get();
      credentials = Optional.of(Secrets.credentials(login));
    }
    return new LinkOptions(
        broker.url(),
        broker.allowPlaintext(),
        broker.clientIdPrefix() + config.id(),
        credentials,
        Security.Certificates.trusting(broker.caFile()),
        Optional.of(
            new OutgoingMessage(
                broker.topics().topic(config.id(), Channel.Fixed.STATUS),
                DeviceStatus.OFFLINE.payload(),
                true)),
        broker.keepAlive(),
        broker.connectTimeout());
  }

  private BootId bootId() {
    byte[] bytes = new byte[BootId.SIZE];
    random.nextBytes(bytes);
    return BootId.of(bytes);
  }

  private static Map<String, Long> before(SequenceStore sequences, long epoch) {
    try {
      return sequences.load(epoch);
    } catch (StateException e) {
      // They tell the station of a lost tail; without them it learns of it by other means.
      Logger.warn(e.getMessage());
      return Map.of();
    }
  }

  private static void keep(SequenceStore sequences, long epoch, Map<String, Long> last) {
    try {
      sequences.save(epoch, last);
    } catch (StateException e) {
      Logger.warn(e.getMessage());
    }
  }
}

package io.sealpost.device;

import io.sealpost.crypto.Format;
import io.sealpost.crypto.Primitives;
import io.sealpost.crypto.Rotation;
import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.clock.ClockState;
import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.clock.GoodTime;
import io.sealpost.device.clock.MachineBoot;
import io.sealpost.device.config.BrokerSettings;
import io.sealpost.device.config.BrokerSettings.Login;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.SealSettings;
import io.sealpost.device.config.TlsSettings;
import io.sealpost.device.health.Identity;
import io.sealpost.device.keys.DeviceKeys;
import io.sealpost.device.keys.Owner;
import io.sealpost.device.keys.RotationDesk;
import io.sealpost.device.keys.Vault;
import io.sealpost.device.renewal.LinkVerdicts;
import io.sealpost.device.renewal.RenewalDesk;
import io.sealpost.device.state.StateException;
import io.sealpost.device.state.StateFolder;
import io.sealpost.device.text.OneLine;
import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.LinkException;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.mqtt.OutgoingMessage;
import io.sealpost.mqtt.paho.PahoLink;
import io.sealpost.mqtt.tls.IssuedChain;
import io.sealpost.mqtt.tls.NewKey;
import io.sealpost.protocol.BootId;
import io.sealpost.protocol.Channel;
import io.sealpost.protocol.DeviceStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.time.InstantSource;
import java.util.Optional;
import org.tinylog.Logger;

/** From a configuration to everything that the agent touches, or a reason why not. */
final class Startup {
  private static final Path SYS = Path.of("/sys");
  private static final Path PROC = Path.of("/proc");

  private final DeviceConfig config;
  private final Build build;
  private final ClockState clockState;
  private final Outside.Reach reach;
  private final Primitives primitives = new BcPrimitives();
  private final SecureRandom random = new SecureRandom();

  /**
   * @param reach what commands reach
   */
  Startup(DeviceConfig config, Build build, ClockState clockState, Outside.Reach reach) {
    this.config = config;
    this.build = build;
    this.clockState = clockState;
    this.reach = reach;
  }

  /**
   * Reads the secrets, makes the link, and counts the epoch, in this order: an epoch is not spent
   * on a start that a secret or the configuration forbids, and nothing is sealed before both are on
   * the disk. The journals are opened after it: where their folder is and no epoch, the epoch was
   * lost.
   *
   * @param state held by this agent alone
   * @throws StartupException with a message of one line and the exit code
   */
  Outside outside(StateFolder state) throws StartupException {
    try {
      BootId boot = bootId();
      RotationDesk rotation = rotation(state, boot);
      DeviceClock clock =
          new DeviceClock(boot, System::nanoTime, InstantSource.system(), clockState, build.time());
      Remembered remembered = new Remembered(state, MachineBoot.now(PROC));
      GoodTime good =
          new GoodTime(InstantSource.system(), System::nanoTime, remembered.good(build.time()));
      Renewals renewals = renewals(state);
      MqttLink link = PahoLink.create(linkOptions(good, renewals));
      Irks irks = Irks.load(config, primitives);
      long epoch = state.epochs().next();
      return outside(
          new Identity(config.id(), config.displayName(), boot, epoch, build.software()),
          new Outside.Time(clock, good, remembered.begin(boot), remembered),
          link,
          new Outside.Personal(discretion(), irks),
          rotation,
          kept(state, remembered, epoch),
          renewals);
    } catch (SecretFileException e) {
      throw new StartupException(ExitCode.PERMISSION, e);
    } catch (LinkException e) {
      throw new StartupException(ExitCode.CONFIGURATION, e);
    } catch (StateException e) {
      throw new StartupException(ExitCode.STATE, e);
    }
  }

  private Outside outside(
      Identity identity,
      Outside.Time time,
      MqttLink link,
      Outside.Personal personal,
      RotationDesk rotation,
      Outside.Kept kept,
      Renewals renewals) {
    return new Outside(
        identity,
        time,
        link,
        SensorFactory.all(config, SYS, personal.irks()::of),
        rotation.keys().sealer(),
        rotation,
        personal,
        kept,
        reach,
        renewals);
  }

  /** Opens the keys that are in force; none of those that lie on the disk stays in memory. */
  private RotationDesk rotation(StateFolder state, BootId boot)
      throws SecretFileException, StateException {
    Sealing sealing = new Sealing(primitives, InstantSource.system(), random);
    SealSettings seal = config.seal();
    Owner owner =
        new Owner(
            seal.format(),
            config.id().value(),
            boot,
            Optional.of(seal.commandTtl()).filter(ttl -> seal.format() == Format.FERNET));
    DeviceKeys keys =
        DeviceKeys.open(owner, sealing, new Vault(sealing, state.keys(), this::provisioned));
    return new RotationDesk(keys, new Rotation(primitives), random);
  }

  /** Pseudonyms are of the provisioned key: a rotation gives nobody another name. */
  private Discretion discretion() throws SecretFileException {
    try (SecretBytes key = provisioned()) {
      return new Discretion(config, primitives, key);
    }
  }

  private SecretBytes provisioned() throws SecretFileException {
    return SecretFile.readKey(config.seal().keyFile(), config.seal().format());
  }

  private Outside.Kept kept(StateFolder state, Remembered remembered, long epoch) {
    return new Outside.Kept(
        state.settings(),
        newest -> remembered.sequences(epoch - 1, newest),
        last -> remembered.keep(epoch, last),
        new DiskJournals(state.journal(), config.journal().options()));
  }

  /** Before the link, which looks at what is left of them. */
  private Renewals renewals(StateFolder state) throws StateException {
    Optional<TlsSettings.Client> client =
        config.broker().tls() instanceof TlsSettings.Certificates certificates
            ? certificates.client()
            : Optional.empty();
    if (client.isEmpty()) {
      return Renewals.NONE;
    }
    Optional<IssuedChain> given = given(client.get().certificateFile());
    Optional<RenewalDesk> desk =
        RenewalDesk.open(
            given,
            client.get().renewBefore(),
            state.renewals(),
            present -> NewKey.like(present, random));
    if (desk.isEmpty()) {
      Logger.warn("no certificate is renewed before a restart");
      return Renewals.NONE;
    }
    boolean newer = given.map(IssuedChain::own).filter(desk.get()::isOfAnother).isPresent();
    return Renewals.of(
        desk.get(), new LinkVerdicts(state.renewedCertificate(), state.newCertificate(), newer));
  }

  /** Empty if it cannot be read: the link goes on looking at it, and says what is wrong with it. */
  private static Optional<IssuedChain> given(Path file) {
    try {
      return Optional.of(IssuedChain.ofPem(Files.readAllBytes(file)));
    } catch (IOException | CertificateException e) {
      Logger.warn("certificate-file {}: {}", file, OneLine.of(e.toString()));
      return Optional.empty();
    }
  }

  private LinkOptions linkOptions(GoodTime good, Renewals renewals)
      throws SecretFileException, StartupException {
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
        BrokerSecurity.of(broker.tls(), good, renewals.verdicts().map(link -> link)),
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
}

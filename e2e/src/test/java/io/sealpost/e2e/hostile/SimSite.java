package io.sealpost.e2e.hostile;

import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.SecretBytes;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.device.config.ConfigException;
import io.sealpost.device.config.DeviceConfig;
import io.sealpost.device.config.DeviceConfigReader;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.TopicTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;

/**
 * What everybody shares in a simulation.
 *
 * @param random decides what happens; keys and nonces are of another
 */
record SimSite(SimClock clock, Random random, Sealing sealing) {
  static final TopicTree TOPICS = new TopicTree("sealpost");

  private static final int KEY_SIZE = 32;

  static SimSite of(Random random) {
    SimClock clock = new SimClock();
    return new SimSite(
        clock, random, new Sealing(new BcPrimitives(), clock::wall, new SecureRandom()));
  }

  /** A key that no other has. */
  SecretBytes key() {
    byte[] psk = new byte[KEY_SIZE];
    random.nextBytes(psk);
    return SecretBytes.copyOf(psk);
  }

  /**
   * The configuration of a device with a thermometer.
   *
   * @param folder where its file is written
   */
  static DeviceConfig config(DeviceId id, Path folder) throws IOException, ConfigException {
    Path file = folder.resolve(id + ".toml");
    Files.writeString(
        file,
        """
        [device]
        id = "%s"
        state = "state"

        [broker]
        url = "mqtts://broker.example"

        [seal]
        key-file = "psk"

        [[sensor]]
        type = "simulated-temperature"
        stream = "temperature"
        interval = "10s"
        """
            .formatted(id));
    return DeviceConfigReader.read(file);
  }
}

package io.sealpost.e2e.broker;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.sealpost.crypto.SecretBytes;
import io.sealpost.e2e.broker.config.BrokerUser;
import io.sealpost.e2e.broker.config.BrokerUser.Role;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AccessRulesTest {
  private static final AccessRules RULES = new AccessRules("home/sealpost");
  private static final SecretBytes PASSWORD = SecretBytes.copyOf(new byte[] {1});
  private static final BrokerUser DEVICE = new BrokerUser("rpi-07", Role.DEVICE, PASSWORD);
  private static final BrokerUser STATION = new BrokerUser("station", Role.STATION, PASSWORD);

  @ParameterizedTest
  @CsvSource({
    "home/sealpost/rpi-07/temperature, true",
    "home/sealpost/rpi-07/hello, true",
    "home/sealpost/rpi-07/control/ack, true",
    "home/sealpost/rpi-07/control, false",
    "home/sealpost/rpi-08/temperature, false",
    "home/sealpost/rpi-070/temperature, false",
    "home/sealpost/rpi-07, false",
    "sealpost/rpi-07/temperature, false",
    "$SYS/rpi-07, false",
  })
  void deviceWritesBelowItsNameButNotItsControl(String topic, boolean allowed) {
    assertEquals(allowed, RULES.mayPublish(DEVICE, topic));
  }

  @ParameterizedTest
  @CsvSource({
    "home/sealpost/rpi-07/control, true",
    "home/sealpost/rpi-07/#, false",
    "home/sealpost/rpi-07/temperature, false",
    "home/sealpost/+/control, false",
    "home/sealpost/rpi-08/control, false",
    "'#', false",
  })
  void deviceReadsItsControlAlone(String filter, boolean allowed) {
    assertEquals(allowed, RULES.maySubscribe(DEVICE, filter));
  }

  @ParameterizedTest
  @CsvSource({
    "home/sealpost/rpi-07/control, true",
    "home/sealpost/rpi-08/control, true",
    "home/sealpost/rpi-07/control/ack, false",
    "home/sealpost/rpi-07/temperature, false",
    "sealpost/rpi-07/control, false",
  })
  void stationWritesEveryControlAndNothingElse(String topic, boolean allowed) {
    assertEquals(allowed, RULES.mayPublish(STATION, topic));
  }

  @ParameterizedTest
  @CsvSource({
    "home/sealpost/+/#, true",
    "home/sealpost/rpi-07/#, true",
    "'#', false",
    "+/sealpost/#, false",
    "$SYS/#, false",
  })
  void stationReadsAllBelowTheBase(String filter, boolean allowed) {
    assertEquals(allowed, RULES.maySubscribe(STATION, filter));
  }
}

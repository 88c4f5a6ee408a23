package io.sealpost.device.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.sealpost.crypto.Format;
import io.sealpost.device.config.BrokerSettings.Login;
import io.sealpost.protocol.DeviceId;
import io.sealpost.protocol.LogLevel;
import io.sealpost.protocol.OnChange;
import io.sealpost.protocol.StreamName;
import io.sealpost.protocol.StreamSettings;
import io.sealpost.protocol.TopicTree;
import io.sealpost.sensors.guard.Guards;
import io.sealpost.sensors.i2c.ChipType;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceConfigReaderTest {
  @TempDir Path folder;

  private DeviceConfig read(String text) throws ConfigException {
    return DeviceConfigReader.read(ConfigFiles.write(folder, text));
  }

  @ParameterizedTest
  @EnumSource
  void aChipIsAtItsFirstAddressOfTheUsualBusUnlessTheFileSaysElse(ChipType chip) throws Exception {
    DeviceConfig config =
        read(
            ConfigFiles.MINIMAL
                + """
                [[sensor]]
                type = "%s"
                stream = "room"
                interval = "10s"
                """
                    .formatted(chip.word()));
    List<SensorSettings> sensors = config.sensors();
    assertEquals(
        new Source.I2cChip(chip, 1, chip.firstAddress()), sensors.get(sensors.size() - 1).source());
  }

  @Test
  void readsTheDevice() throws ConfigException {
    DeviceConfig config = read(ConfigFiles.FULL);
    assertEquals(new DeviceId("rpi-07"), config.id());
    assertEquals(Optional.of("Küche"), config.displayName());
    assertEquals(folder.resolve("state"), config.state());
    assertEquals(LogLevel.DEBUG, config.logLevel());
    assertTrue(config.trustClock());
    assertEquals(Duration.ofMinutes(5), config.health());
  }

  @Test
  void readsTheBroker() throws ConfigException {
    assertEquals(
        new BrokerSettings(
            URI.create("mqtts://broker.example:8884"),
            false,
            new TlsSettings.Certificates(
                Optional.of(folder.resolve("ca.pem")),
                Optional.of(folder.resolve("crl.pem")),
                Optional.of(
                    new TlsSettings.Client(
                        folder.resolve("rpi-07.pem"), folder.resolve("rpi-07.key")))),
            Optional.of(new Login("rpi-07", folder.resolve("password"))),
            "site-1/",
            new TopicTree("farm/sealpost"),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10)),
        read(ConfigFiles.FULL).broker());
  }

  @Test
  void readsSealAndLimits() throws ConfigException {
    DeviceConfig config = read(ConfigFiles.FULL);
    assertEquals(
        new SealSettings(Format.COSE_2, folder.resolve("psk"), Duration.ofSeconds(90)),
        config.seal());
    assertEquals(new RateLimits(Duration.ofSeconds(2), Duration.ofHours(1)), config.limits());
  }

  @Test
  void readsEveryKindOfSensor() throws ConfigException {
    List<SensorSettings> sensors = read(ConfigFiles.FULL).sensors();
    assertEquals(
        List.of(
            new Source.ThermalZone("cpu-thermal"),
            new Source.Hwmon("cpu_thermal", "temp1"),
            new Source.Ds18b20("28-0316a2799dff"),
            new Source.I2cChip(ChipType.TMP102, 3, 0x49),
            new Source.SimulatedPresence(),
            new Source.SimulatedTemperature(),
            new Source.SimulatedPresence(),
            new Source.Iio("bme280", "temp0")),
        sensors.stream().map(SensorSettings::source).toList());
  }

  @Test
  void keepsStreamsAndIntervalsInTheOrderOfTheFileAndAddsTheAgentsOwn() throws ConfigException {
    DeviceConfig config = read(ConfigFiles.FULL);
    assertEquals(
        List.of("soc", "board", "cellar", "room", "devices", "made-up", "nobody", "air", "health"),
        config.intervals().keySet().stream().map(StreamName::value).toList());
    assertEquals(Duration.ofMillis(250), config.intervals().get(new StreamName("room")));
    assertEquals(Duration.ofMinutes(5), config.intervals().get(DeviceConfig.HEALTH));
  }

  @Test
  void fillsInWhatIsNotSaid() throws ConfigException {
    DeviceConfig config = read(ConfigFiles.MINIMAL);
    assertEquals(Optional.empty(), config.displayName());
    assertEquals(
        new BrokerSettings(
            URI.create("mqtts://broker.example"),
            false,
            new TlsSettings.Certificates(Optional.empty(), Optional.empty(), Optional.empty()),
            Optional.empty(),
            "",
            new TopicTree("sealpost"),
            Duration.ofSeconds(60),
            Duration.ofSeconds(20)),
        config.broker());
    assertEquals(Format.COSE_1, config.seal().format());
    assertEquals(Duration.ofSeconds(60), config.seal().commandTtl());
    assertEquals(new RateLimits(Duration.ofSeconds(1), Duration.ofHours(24)), config.limits());
    assertTrue(config.settings().streams().values().stream().allMatch(s -> s.batching().isEmpty()));
    assertEquals(LogLevel.INFO, config.logLevel());
    assertFalse(config.trustClock());
    assertEquals(Duration.ofSeconds(60), config.health());
  }

  @Test
  void fillsInWhatASensorDoesNotSay() throws ConfigException {
    List<SensorSettings> sensors =
        read(ConfigFiles.MINIMAL
                + """
                [[sensor]]
                type = "tmp102"
                stream = "room"
                interval = "1s"
                """)
            .sensors();
    assertEquals(new Source.I2cChip(ChipType.TMP102, 1, 0x48), sensors.get(1).source());
  }

  @Test
  void readsTheRulesOfASensor() throws ConfigException {
    DeviceConfig config = read(ConfigFiles.FULL);
    OnChange onChange = new OnChange(0.1, Duration.ofMinutes(20));
    assertEquals(
        new ReportRules(
            new Guards(-0.4, 3, Optional.of(Duration.ofHours(6))), Optional.of(onChange)),
        config.sensors().get(0).rules());
    assertEquals(ReportRules.NONE, config.sensors().get(1).rules());
    assertEquals(
        Optional.of(onChange),
        Optional.ofNullable(config.settings().streams().get(new StreamName("soc")))
            .flatMap(StreamSettings::report));
  }

  @Test
  void fillsInWhatTheRulesDoNotSay() throws ConfigException {
    ReportRules rules =
        read(ConfigFiles.MINIMAL + "on-change = 1\nstuck-after = \"off\"\n")
            .sensors()
            .get(0)
            .rules();
    assertEquals(
        new ReportRules(Guards.NONE, Optional.of(new OnChange(1, Duration.ofMinutes(15)))), rules);
  }

  @Test
  void takesTheOnlyTemperatureOfADeviceIfNoChannelIsNamed() throws ConfigException {
    String text = ConfigFiles.FULL.replace("channel = \"temp0\"\n", "");
    assertEquals(new Source.Iio("bme280", "temp"), read(text).sensors().get(7).source());
  }

  @ParameterizedTest
  @ValueSource(strings = {"INT3400 Thermal", "x86_pkg_temp", "iio:device0", "soc@1,2+(a)#b"})
  void takesNamesAsDriversGiveThem(String name) throws ConfigException {
    String text = ConfigFiles.FULL.replace("\"cpu-thermal\"", "\"" + name + "\"");
    assertEquals(new Source.ThermalZone(name), read(text).sensors().get(0).source());
  }

  @Test
  void takesAbsolutePathsAsTheyAreAndOthersFromTheFilesFolder() throws ConfigException {
    assertEquals(Path.of("/var/lib/sealpost"), read(ConfigFiles.MINIMAL).state());
    DeviceConfig config = read(ConfigFiles.MINIMAL.replace("/etc/sealpost/psk", "keys/../psk-7"));
    assertEquals(folder.resolve("psk-7"), config.seal().keyFile());
  }

  @ParameterizedTest
  @CsvSource({"cose, COSE_1", "cose-1, COSE_1", "cose-2, COSE_2", "fernet, FERNET"})
  void knowsEveryFormat(String label, Format expected) throws ConfigException {
    DeviceConfig config =
        read(ConfigFiles.MINIMAL.replace("[seal]", "[seal]\nformat = \"" + label + "\""));
    assertEquals(expected, config.seal().format());
  }

  @ParameterizedTest
  @ValueSource(strings = {"trace", "debug", "info", "warn", "error"})
  void knowsEveryLogLevel(String label) throws ConfigException {
    DeviceConfig config = read(ConfigFiles.MINIMAL + "[log]\nlevel = \"" + label + "\"\n");
    assertEquals(label, config.logLevel().label());
  }

  @ParameterizedTest
  @CsvSource({
    "mqtts://h, false",
    "wss://h/mqtt, false",
    "mqtt://127.0.0.1:1883, true",
    "mqtts://[::1]:8883, false"
  })
  void takesTheUrlsThatTheLinkTakes(String url, boolean plaintext) throws ConfigException {
    DeviceConfig config =
        read(
            ConfigFiles.MINIMAL.replace(
                "url = \"mqtts://broker.example\"",
                "url = \"" + url + "\"\nallow-plaintext = " + plaintext));
    assertEquals(URI.create(url), config.broker().url());
  }
}

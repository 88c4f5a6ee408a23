package io.sealpost.device;

import io.sealpost.crypto.Opener;
import io.sealpost.crypto.Sealer;
import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.health.Identity;
import io.sealpost.device.state.RateStore;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.sensors.Sensor;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * All of the outside world that the agent touches.
 *
 * @param identity who this is
 * @param clock of the device
 * @param link to the broker, not open yet
 * @param sensors in the order of the configuration
 * @param sealer of the uplink
 * @param opener of the downlink
 * @param rates where commanded rates are kept
 * @param sequencesBefore the last sequence of each stream in the epoch before, where known
 * @param keepSequences keeps those of this epoch when it ends
 */
record Outside(
    Identity identity,
    DeviceClock clock,
    MqttLink link,
    List<Sensor> sensors,
    Sealer sealer,
    Opener opener,
    RateStore rates,
    Map<String, Long> sequencesBefore,
    Consumer<Map<String, Long>> keepSequences) {
  Outside {
    sensors = List.copyOf(sensors);
  }
}

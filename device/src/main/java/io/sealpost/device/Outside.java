package io.sealpost.device;

import io.sealpost.crypto.Counter;
import io.sealpost.crypto.Sealer;
import io.sealpost.device.clock.Boots;
import io.sealpost.device.clock.DeviceClock;
import io.sealpost.device.clock.GoodTime;
import io.sealpost.device.clock.Moment;
import io.sealpost.device.clock.TimeKeeper;
import io.sealpost.device.health.Identity;
import io.sealpost.device.journal.JournalException;
import io.sealpost.device.journal.Syncing;
import io.sealpost.device.keys.RotationDesk;
import io.sealpost.device.state.SettingsStore;
import io.sealpost.device.supervision.Supervisor;
import io.sealpost.device.uplink.Lanes;
import io.sealpost.mqtt.MqttLink;
import io.sealpost.protocol.LogLevel;
import io.sealpost.sensors.Light;
import io.sealpost.sensors.Sensor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * All of the outside world that the agent touches.
 *
 * @param identity who this is
 * @param time of the device
 * @param link to the broker, not open yet
 * @param sensors in the order of the configuration
 * @param sealer of the uplink
 * @param rotation of the keys, those of the downlink among them
 * @param personal what has to do with people
 * @param kept what outlives a restart
 * @param reach what commands reach
 * @param renewals of the certificate that the broker is shown
 */
record Outside(
    Identity identity,
    Time time,
    MqttLink link,
    List<Sensor> sensors,
    Sealer sealer,
    RotationDesk rotation,
    Personal personal,
    Kept kept,
    Reach reach,
    Renewals renewals) {
  Outside {
    sensors = List.copyOf(sensors);
  }

  /** Of a device that shows the broker no certificate. */
  Outside(
      Identity identity,
      Time time,
      MqttLink link,
      List<Sensor> sensors,
      Sealer sealer,
      RotationDesk rotation,
      Personal personal,
      Kept kept,
      Reach reach) {
    this(identity, time, link, sensors, sealer, rotation, personal, kept, reach, Renewals.NONE);
  }

  /**
   * What is known of the time.
   *
   * @param clock of the device
   * @param good by which certificates are judged
   * @param boots known so far, this one among them
   * @param store where time is kept; called on a thread that may wait
   */
  record Time(DeviceClock clock, GoodTime good, Boots boots, TimeKeeper.Store store) {}

  /**
   * What has to do with people.
   *
   * @param discretion what may be told of them
   * @param irks by which they are known; wiped when nothing is sampled any more
   */
  record Personal(Discretion discretion, Irks irks) implements AutoCloseable {
    @Override
    public void close() {
      discretion.close();
      irks.close();
    }
  }

  /**
   * What outlives a restart.
   *
   * @param settings where commanded settings are kept
   * @param sequencesBefore the last sequence of each stream in the epoch before, where known, told
   *     of the highest counters that were found in the journals
   * @param keepSequences keeps those of this epoch when it ends
   * @param journals opens the journals
   */
  record Kept(
      SettingsStore settings,
      Function<Map<String, Counter>, Map<String, Long>> sequencesBefore,
      Consumer<Map<String, Long>> keepSequences,
      Journals journals) {}

  /**
   * What commands reach of the machine and the program.
   *
   * @param light blinks
   * @param log changes from which level on is logged
   * @param restart ends the agent in order, to be started anew; returns at once; empty where
   *     nothing starts it
   * @param supervisor watches over the program
   */
  record Reach(
      Light light, Consumer<LogLevel> log, Optional<Runnable> restart, Supervisor supervisor) {}

  /** Opens the journals. */
  interface Journals {
    /**
     * Opens them as they were left.
     *
     * @param syncing waits for the disk
     * @throws JournalException if they cannot be used at all
     */
    Lanes open(Syncing syncing, Moment now) throws JournalException;
  }
}

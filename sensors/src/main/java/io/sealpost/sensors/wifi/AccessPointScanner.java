package io.sealpost.sensors.wifi;

import io.sealpost.protocol.Reading.Radio;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.presence.Ear;
import io.sealpost.sensors.presence.Scanner;
import io.sealpost.sensors.presence.Sighting;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which stations are with the access point that this machine is. Needs no privilege, only the
 * program {@code iw}.
 *
 * <p>A station was heard when it last sent anything, be it data, a keep-alive or an
 * acknowledgement: that is its inactive time. A phone that sleeps sends a keep-alive about every
 * minute, and hostapd asks one that was silent for five ({@code ap_max_inactivity}), so that
 * silence of five minutes means gone. The question and the leave timeout would then be due at the
 * same moment, and a phone that answers would have left for a second. So a station that is still
 * associated counts as heard {@link #LONGEST_SILENCE} ago at the latest: when hostapd gives it up,
 * it is away half a minute later, and where hostapd is told to be more patient, so is this.
 *
 * <p>Stations that have not shown the password are not heard: everybody can try.
 */
public final class AccessPointScanner implements Scanner {
  /** How often it looks unless told otherwise. */
  public static final Duration DEFAULT_PERIOD = Duration.ofSeconds(10);

  /** For how long at most an associated station counts as silent; see above. */
  static final Duration LONGEST_SILENCE = Duration.ofSeconds(270);

  /** How soon after an event the password has been shown, and when at the latest. */
  private static final List<Duration> ADMISSION =
      List.of(Duration.ofSeconds(1), Duration.ofSeconds(4));

  private final AccessPoint accessPoint;
  private final Polling polling;
  private final StationEvents events;

  /** Set by the thread that starts it; null before. */
  private volatile @Nullable Ear listener;

  /**
   * Touches nothing yet.
   *
   * @param networkInterface {@code wlan0} for instance
   * @param period from one look to the next, 1 to 30 s
   * @throws IllegalArgumentException if a parameter is out of the range stated above
   */
  public AccessPointScanner(String networkInterface, Duration period) {
    this(
        new IwAccessPoint(networkInterface, List.of("iw"), Path.of("/sys/class/net")),
        period,
        new ThreadPace("stations of " + networkInterface),
        new EventChild(List.of("iw", "event")),
        new ThreadPace("events of " + networkInterface));
  }

  AccessPointScanner(
      AccessPoint accessPoint,
      Duration period,
      Pace pace,
      EventSource eventSource,
      Pace eventPace) {
    this.accessPoint = accessPoint;
    this.polling = new Polling(pace, period, this::look);
    this.events =
        new StationEvents(
            eventSource, eventPace, accessPoint.networkInterface(), this::stationsChanged);
  }

  @Override
  public String name() {
    return accessPoint.networkInterface() + " stations";
  }

  @Override
  public Radio radio() {
    return Radio.WIFI;
  }

  @Override
  public void start(Ear ear) {
    listener = ear;
    polling.start(ear);
    events.start();
  }

  @Override
  public void close() {
    events.close();
    polling.close();
  }

  private void look(Ear ear) throws SensorException {
    accessPoint.requireListening();
    for (Station station : StationDump.parse(accessPoint.dump())) {
      if (station.admitted()) {
        ear.heard(new Sighting.Station(station.address(), station.rssiDbm(), age(station)));
      }
    }
  }

  private static Duration age(Station station) {
    Duration inactive = station.inactive();
    return inactive.compareTo(LONGEST_SILENCE) < 0 ? inactive : LONGEST_SILENCE;
  }

  private void stationsChanged() {
    Ear ear = listener;
    if (ear != null) {
      ADMISSION.forEach(delay -> polling.soon(delay, ear));
    }
  }
}

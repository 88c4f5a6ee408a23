package io.sealpost.sensors.bluez;

import io.sealpost.sensors.Excerpt;
import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.time.Duration;

/**
 * What is wrong with Bluetooth, in words.
 *
 * @param adapter {@code hci0} for instance
 * @param bus address of the system's message bus
 */
record Faults(String adapter, String bus) {
  private static final String START_DAEMON =
      "install it with apt install bluez, start it with systemctl enable --now bluetooth";

  SensorException busLost(String why) {
    return new SensorException(
        Kind.ABSENT,
        "the system bus " + bus + " cannot be used (" + Excerpt.of(why) + "); is dbus running?");
  }

  SensorException daemonGone() {
    return new SensorException(
        Kind.ABSENT, "bluetoothd is not on the system bus (org.bluez): " + START_DAEMON);
  }

  SensorException adapterMissing(String others) {
    return new SensorException(
        Kind.ABSENT,
        "there is no Bluetooth adapter "
            + adapter
            + "; this machine has: "
            + others
            + "; is it plugged in, and not switched off in /boot/firmware/config.txt?");
  }

  SensorException off() {
    return new SensorException(
        Kind.ABSENT, "the Bluetooth adapter " + adapter + " was switched off; it is switched on");
  }

  SensorException stopped() {
    return new SensorException(
        Kind.BAD_READING, "discovery of " + adapter + " ended by itself; it is started again");
  }

  SensorException silent(int crowd) {
    return new SensorException(
        Kind.BAD_READING,
        adapter
            + " has heard nothing for "
            + Silence.SUSPICIOUS.toSeconds()
            + " s, after "
            + crowd
            + " devices in the minute before; it is started anew");
  }

  /** bluetoothd is too old, or not told to offer it. */
  static String noMonitors() {
    return "bluetoothd does not offer passive scanning; set Experimental = true under [General] in"
        + " /etc/bluetooth/main.conf and restart bluetooth; scanning actively until then";
  }

  /** It offers it, and it does not work. */
  String noMonitor(SensorException why) {
    return adapter
        + " does not scan passively ("
        + why.getMessage()
        + "); scanning actively until bluetooth or the adapter is restarted";
  }

  SensorException unanswered(Request request, Duration timeout) {
    return new SensorException(
        Kind.TIMED_OUT,
        "bluetoothd did not "
            + words(request)
            + " within "
            + timeout.toSeconds()
            + " s; does the adapter hang? See journalctl -u bluetooth and dmesg");
  }

  /** In words what an error of D-Bus means. */
  SensorException refused(Request request, String error, String text) {
    return switch (error) {
      case "org.freedesktop.DBus.Error.ServiceUnknown",
          "org.freedesktop.DBus.Error.NameHasNoOwner",
          "org.freedesktop.DBus.Error.NoReply" ->
          daemonGone();
      case "org.freedesktop.DBus.Error.AccessDenied",
          "org.bluez.Error.NotAuthorized",
          "org.bluez.Error.NotPermitted" ->
          notPermitted(request, text);
      case "org.bluez.Error.Blocked" -> blocked();
      case "org.bluez.Error.Failed" ->
          request == Request.POWER_ON ? notOn() : other(request, error, text);
      default -> other(request, error, text);
    };
  }

  private SensorException notPermitted(Request request, String text) {
    return new SensorException(
        Kind.NOT_PERMITTED,
        "this user may not "
            + words(request)
            + " ("
            + Excerpt.of(text)
            + "): add it to the group bluetooth, or allow it in /etc/dbus-1/system.d");
  }

  private SensorException blocked() {
    return new SensorException(
        Kind.ABSENT,
        "the Bluetooth adapter " + adapter + " is blocked: rfkill unblock bluetooth unblocks it");
  }

  /** BlueZ 5.66 says no more than "Failed" of an adapter that is blocked. */
  private SensorException notOn() {
    return new SensorException(
        Kind.ABSENT,
        "the Bluetooth adapter "
            + adapter
            + " cannot be switched on; is it blocked? rfkill list bluetooth tells, rfkill unblock"
            + " bluetooth unblocks it; else see journalctl -u bluetooth");
  }

  private SensorException other(Request request, String error, String text) {
    return new SensorException(
        Kind.BAD_READING,
        "bluetoothd did not "
            + words(request)
            + ": "
            + Excerpt.of(error)
            + " "
            + Excerpt.of(text)
            + "; see journalctl -u bluetooth");
  }

  private String words(Request request) {
    return switch (request) {
      case CONNECT -> "answer";
      case ACTIVATE -> "start";
      case LOOK -> "tell about " + adapter;
      case POWER_ON -> "switch " + adapter + " on";
      case POWER_OFF -> "switch " + adapter + " off";
      case REGISTER -> "activate passive scanning of " + adapter;
      case START -> "start discovery of " + adapter;
      case STOP -> "stop discovery of " + adapter;
    };
  }
}

package io.sealpost.sensors.wifi;

import io.sealpost.sensors.MacAddress;
import java.time.Duration;
import java.util.OptionalInt;

/**
 * A station that the access point knows.
 *
 * @param address of the station
 * @param inactive how long ago it sent anything, 0 or more; 0 where the driver does not tell
 * @param rssiDbm signal strength, -127 to 20, where the driver tells
 * @param admitted whether it is associated and has shown the password; who only knocks is not
 */
record Station(MacAddress address, Duration inactive, OptionalInt rssiDbm, boolean admitted) {}

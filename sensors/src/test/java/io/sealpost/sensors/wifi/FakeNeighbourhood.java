package io.sealpost.sensors.wifi;

import io.sealpost.sensors.SensorException;
import io.sealpost.sensors.SensorException.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A network whose table is set by the test. */
final class FakeNeighbourhood implements Neighbourhood {
  final List<String> calls = new ArrayList<>();
  final Set<String> unreachable = new HashSet<>();
  String table = "[]";
  boolean up = true;

  @Override
  public String networkInterface() {
    return "wlan0";
  }

  @Override
  public void requireListening() throws SensorException {
    calls.add("listening");
    if (!up) {
      throw new SensorException(Kind.ABSENT, "interface wlan0 is down");
    }
  }

  @Override
  public void nudge(InetAddress address) throws IOException {
    calls.add("nudge " + address.getHostAddress());
    if (unreachable.contains(address.getHostAddress())) {
      throw new IOException("Network is unreachable");
    }
  }

  @Override
  public String table() {
    calls.add("table");
    return table;
  }
}

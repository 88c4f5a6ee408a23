package io.sealpost.e2e.rig.fleet;

import io.sealpost.crypto.Sealing;
import io.sealpost.crypto.bc.BcPrimitives;
import io.sealpost.e2e.rig.Authority;
import io.sealpost.e2e.rig.Eavesdropper;
import io.sealpost.e2e.rig.Person;
import io.sealpost.e2e.rig.Until;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** Many devices behind one connection to a broker. */
public final class SimulatedFleet implements AutoCloseable {
  private static final int IN_FLIGHT = 20_000;
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Map<String, SimulatedDevice> devices = new LinkedHashMap<>();
  private final Set<String> present = ConcurrentHashMap.newKeySet();
  private final MqttAsyncClient client;

  private SimulatedFleet(MqttAsyncClient client) {
    this.client = client;
  }

  /** Connects, with nobody there yet. */
  public static SimulatedFleet connect(int port, Authority authority, Person person, int count)
      throws MqttException, IOException, GeneralSecurityException {
    MqttAsyncClient client =
        new MqttAsyncClient("ssl://localhost:" + port, person.name(), new MemoryPersistence());
    SimulatedFleet fleet = new SimulatedFleet(client);
    Sealing sealing = new Sealing(new BcPrimitives(), Instant::now, new SecureRandom());
    for (int i = 0; i < count; i++) {
      SimulatedDevice device = new SimulatedDevice(sealing, i);
      fleet.devices.put(device.id(), device);
    }
    MqttConnectOptions options = new MqttConnectOptions();
    options.setUserName(person.name());
    options.setPassword(person.password().toCharArray());
    options.setSocketFactory(Eavesdropper.trusting(authority));
    options.setMaxInflight(IN_FLIGHT);
    client.setCallback(fleet.new Ears());
    client.connect(options).waitForCompletion(PATIENCE.toMillis());
    client.subscribe("sealpost/+/control", 1).waitForCompletion(PATIENCE.toMillis());
    return fleet;
  }

  /** All of them. */
  public List<SimulatedDevice> devices() {
    return List.copyOf(devices.values());
  }

  /** Puts their keys where the station looks for them. */
  public void provision(Path ring) throws IOException {
    for (SimulatedDevice device : devices.values()) {
      device.provision(ring);
    }
  }

  /** These come, or go; those that go said hello before. */
  public void are(boolean there, Predicate<SimulatedDevice> which) throws MqttException {
    for (SimulatedDevice device : devices.values()) {
      if (which.test(device)) {
        if (there) {
          present.add(device.id());
        } else {
          present.remove(device.id());
        }
        publish(device.id() + "/status", bytes(there ? "online" : "offline"), true);
        publish(device.id() + "/hello", device.hello(), true);
      }
    }
    Until.holds("acknowledgements", () -> client.getInFlightMessageCount() == 0, PATIENCE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  private void publish(String below, byte[] payload, boolean retained) throws MqttException {
    client.publish("sealpost/" + below, payload, 1, retained);
  }

  @Override
  public void close() throws MqttException {
    client.disconnectForcibly(0, 1_000);
    client.close();
  }

  private final class Ears implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
      String id = topic.split("/", -1)[1];
      SimulatedDevice device = devices.get(id);
      if (device == null || !present.contains(id)) {
        return;
      }
      var answer = device.obey(message.getPayload());
      if (answer.isPresent()) {
        publish(id + "/control/ack", answer.get(), false);
        publish(id + "/hello", device.hello(), true);
      }
    }

    @Override
    public void connectionLost(Throwable cause) {
      // The test's next wait tells it.
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // are() waits for all of them.
    }
  }
}

package io.sealpost.e2e.rig;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A client of nobody's side: keeps whatever it hears and publishes whatever it likes. */
public final class Eavesdropper implements AutoCloseable {
  private final MqttClient client;
  private final Growing<Heard> heard = new Growing<>("what was heard");

  private Eavesdropper(MqttClient client) {
    this.client = client;
  }

  /**
   * A message as it came.
   *
   * @param topic as published
   * @param payload its bytes
   * @param retained RETAIN as received
   */
  @SuppressWarnings("ArrayRecordComponent") // kept once, never compared
  public record Heard(String topic, byte[] payload, boolean retained) {
    @Override
    public String toString() {
      return topic + (retained ? " (retained) " : " ") + HexFormat.of().formatHex(payload);
    }
  }

  /** Connects with a clean session under its own name. */
  public static Eavesdropper connect(int port, Authority authority, Person person)
      throws MqttException, IOException, GeneralSecurityException {
    return connect(port, authority, person, person.password(), person.name(), true);
  }

  /** Connects with a session that the broker keeps. */
  public static Eavesdropper connectToStay(int port, Authority authority, Person person)
      throws MqttException, IOException, GeneralSecurityException {
    return connect(port, authority, person, person.password(), person.name(), false);
  }

  /** Connects with any password, under any client id. */
  public static Eavesdropper connect(
      int port,
      Authority authority,
      Person person,
      String password,
      String clientId,
      boolean cleanSession)
      throws MqttException, IOException, GeneralSecurityException {
    MqttClient client =
        new MqttClient("ssl://localhost:" + port, clientId, new MemoryPersistence());
    MqttConnectOptions options = new MqttConnectOptions();
    options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    options.setCleanSession(cleanSession);
    options.setUserName(person.name());
    options.setPassword(password.toCharArray());
    options.setSocketFactory(trusting(authority));
    options.setMaxInflight(1000);
    Eavesdropper eavesdropper = new Eavesdropper(client);
    client.setCallback(eavesdropper.new Ear());
    client.connect(options);
    return eavesdropper;
  }

  /** Makes TLS sockets that trust nobody else; sessions are resumed among them. */
  public static SSLSocketFactory trusting(Authority authority)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null);
    try (InputStream pem = Files.newInputStream(authority.certificate())) {
      store.setCertificateEntry(
          "ca", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  /** Listens with QoS 1. */
  public Eavesdropper listen(String filter) throws MqttException {
    client.subscribe(filter, 1);
    return this;
  }

  /** Publishes with QoS 1 and waits for the acknowledgement. */
  public void publish(String topic, byte[] payload, boolean retained) throws MqttException {
    client.publish(topic, payload, 1, retained);
  }

  /** Publishes text without RETAIN. */
  public void publish(String topic, String text) throws MqttException {
    publish(topic, text.getBytes(StandardCharsets.UTF_8), false);
  }

  /** Whether the broker still has it connected. */
  public boolean isConnected() {
    return client.isConnected();
  }

  /** All it heard so far. */
  public Growing<Heard> heard() {
    return heard;
  }

  /** All it heard so far on one topic. */
  public List<Heard> heardOn(String topic) {
    return heard.all().stream().filter(message -> message.topic().equals(topic)).toList();
  }

  @Override
  public void close() throws MqttException {
    if (client.isConnected()) {
      client.disconnectForcibly(0, 1_000);
    }
    client.close();
  }

  private final class Ear implements MqttCallback {
    @Override
    public void messageArrived(String topic, MqttMessage message) {
      heard.add(new Heard(topic, message.getPayload(), message.isRetained()));
    }

    @Override
    public void connectionLost(Throwable cause) {
      // The next publish or isConnected() shows it.
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // publish() waited for it.
    }
  }
}

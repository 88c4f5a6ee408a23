package io.sealpost.mqtt.paho;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.Credentials;
import io.sealpost.mqtt.Fault;
import io.sealpost.mqtt.LinkOptions;
import io.sealpost.mqtt.Security;
import io.sealpost.mqtt.net.NetFaults;
import io.sealpost.mqtt.net.Wire;
import io.sealpost.mqtt.tls.TlsFaults;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.eclipse.paho.client.mqttv3.MqttException;

/** Says in one line what Paho means, and what to do. */
final class PahoFaults {
  private PahoFaults() {}

  /** Why the broker could not be reached, or did not let us in. */
  static Fault connecting(Throwable failure, Wire.Stage stage, LinkOptions options) {
    BrokerUrl url = options.url();
    Optional<Fault> refused = code(failure).flatMap(code -> refusal(code, options, url));
    return refused.orElseGet(
        () ->
            packet(failure, url)
                .or(() -> tls(failure, options))
                .or(() -> io(failure).map(e -> NetFaults.opening(e, stage, url)))
                .orElseGet(() -> unexpected(failure, url)));
  }

  /** Why a connection that the broker had accepted is gone. */
  static Fault losing(Throwable failure, LinkOptions options) {
    BrokerUrl url = options.url();
    int code = code(failure).orElse((int) MqttException.REASON_CODE_CLIENT_EXCEPTION);
    if (code == MqttException.REASON_CODE_CLIENT_TIMEOUT
        || code == MqttException.REASON_CODE_WRITE_TIMEOUT) {
      return Fault.passing(
          url
              + " did not answer a ping for "
              + options.keepAlive().toSeconds()
              + " s: check the network");
    }
    return packet(failure, url)
        .or(() -> tls(failure, options))
        .or(() -> io(failure).map(e -> NetFaults.losing(e, url)))
        .orElseGet(() -> unexpected(failure, url));
  }

  /** The broker does not let us have some topics. */
  static Fault unsubscribable(List<String> filters, LinkOptions options) {
    return Fault.lasting(
        options.url()
            + " refuses the subscription of "
            + client(options)
            + " to '"
            + String.join("', '", filters)
            + "': allow it in the broker's access list");
  }

  // MQTT 3.1.1 section 3.2.2.3, table 3.1
  private static Optional<Fault> refusal(int code, LinkOptions options, BrokerUrl url) {
    return switch (code) {
      case MqttException.REASON_CODE_INVALID_PROTOCOL_VERSION ->
          Optional.of(Fault.lasting(url + " does not speak MQTT 3.1.1: use a broker that does"));
      case MqttException.REASON_CODE_INVALID_CLIENT_ID ->
          Optional.of(
              Fault.lasting(
                  url
                      + " refuses the client id '"
                      + options.clientId()
                      + "': choose another one or another prefix"));
      case MqttException.REASON_CODE_BROKER_UNAVAILABLE ->
          Optional.of(Fault.passing(url + " says that it is unavailable: look at its log"));
      case MqttException.REASON_CODE_FAILED_AUTHENTICATION ->
          Optional.of(
              Fault.refused(
                  url + " refuses user name or password of " + client(options) + ": check both"));
      case MqttException.REASON_CODE_NOT_AUTHORIZED ->
          Optional.of(
              Fault.refused(
                  url
                      + " does not let in "
                      + client(options)
                      + ": check user name and password, and the broker's access list"));
      default -> Optional.empty();
    };
  }

  private static String client(LinkOptions options) {
    return "client '"
        + options.clientId()
        + "' "
        + options
            .credentials()
            .map(Credentials::username)
            .map(name -> "(user '" + name + "')")
            .or(() -> shown(options.security()))
            .orElse("(no user name)");
  }

  // what a broker may take for a user name
  private static Optional<String> shown(Security security) {
    return security instanceof Security.PreSharedKey key
        ? Optional.of("(identity '" + key.identity() + "')")
        : ((Security.Certificates) security)
            .client()
            .map(client -> "(certificate in " + client.certificateFile() + ")");
  }

  private static Optional<Fault> tls(Throwable failure, LinkOptions options) {
    BrokerUrl url = options.url();
    return url.scheme().secure()
        ? TlsFaults.explain(failure, url.toString(), options.security())
        : Optional.empty();
  }

  private static Optional<Fault> packet(Throwable failure, BrokerUrl url) {
    return io(failure)
        .filter(PacketException.class::isInstance)
        .map(e -> Fault.passing(url + " " + e.getMessage()));
  }

  private static Optional<Integer> code(Throwable failure) {
    return failure instanceof MqttException e ? Optional.of(e.getReasonCode()) : Optional.empty();
  }

  private static Optional<IOException> io(Throwable failure) {
    Throwable cause = failure instanceof IOException ? failure : failure.getCause();
    return cause instanceof IOException e ? Optional.of(e) : Optional.empty();
  }

  private static Fault unexpected(Throwable failure, BrokerUrl url) {
    return Fault.passing("connection to " + url + " failed: " + failure);
  }
}

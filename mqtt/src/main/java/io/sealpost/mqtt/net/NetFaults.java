package io.sealpost.mqtt.net;

import io.sealpost.mqtt.BrokerUrl;
import io.sealpost.mqtt.Fault;
import java.io.EOFException;
import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/** Says in one line what went wrong with the network, and what to do. */
public final class NetFaults {
  private NetFaults() {}

  /**
   * Explains why a connection could not be made, or why the broker did not greet.
   *
   * @param failure what {@link Wire#open} or a stream of it threw, if TLS has no better explanation
   * @param stage how far it came
   */
  public static Fault opening(IOException failure, Wire.Stage stage, BrokerUrl url) {
    if (failure instanceof WebSocketException) {
      return Fault.passing(url + " " + failure.getMessage());
    }
    return Fault.passing(
        switch (stage) {
          case CONNECTING -> connecting(failure, url);
          case SECURING ->
              url
                  + " broke off the TLS handshake"
                  + in(failure)
                  + "check that this is its TLS port";
          case UPGRADING ->
              url + " broke off the WebSocket handshake" + in(failure) + "check the path";
          case OPEN -> url + " hung up instead of greeting" + in(failure) + "look at its log";
        });
  }

  /**
   * Explains why a connection that was open is not any more.
   *
   * @param failure what a stream of {@link Wire} threw
   */
  public static Fault losing(IOException failure, BrokerUrl url) {
    if (failure instanceof EOFException) {
      return Fault.passing(
          url + " closed the connection: it stops, or another client uses the same client id");
    }
    return Fault.passing("connection to " + url + " lost: " + message(failure));
  }

  /**
   * Explains why patience with {@link Wire#open} or with the broker's greeting ended.
   *
   * @param stage how far it came
   * @param seconds how long it was given
   */
  public static Fault tooLate(Wire.Stage stage, BrokerUrl url, long seconds) {
    String within = " within " + seconds + " s: ";
    return Fault.passing(
        url
            + switch (stage) {
              case CONNECTING ->
                  " does not answer" + within + "check address, network and firewalls";
              case SECURING -> " did not finish the TLS handshake" + within + "check the port";
              case UPGRADING ->
                  " did not finish the WebSocket handshake" + within + "check the path";
              case OPEN -> " did not answer MQTT" + within + "check that a broker listens there";
            });
  }

  private static String connecting(IOException failure, BrokerUrl url) {
    String message = message(failure);
    if (failure instanceof UnknownHostException) {
      return "no address for '" + url.host() + "': check the name and this machine's DNS";
    }
    if (failure instanceof NoRouteToHostException) {
      return "no way to " + url + ": check the network and firewalls";
    }
    if (failure instanceof SocketTimeoutException || message.contains("timed out")) {
      return url + " does not answer: check address, network and firewalls";
    }
    if (message.contains("refused")) {
      return "nothing listens at " + url + ": check the port, and that the broker runs";
    }
    return "cannot connect to " + url + ": " + message;
  }

  private static String in(IOException failure) {
    return " (" + message(failure) + "): ";
  }

  private static String message(IOException failure) {
    return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
  }
}

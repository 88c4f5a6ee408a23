package io.sealpost.mqtt.paho;

import java.util.ResourceBundle;
import org.eclipse.paho.client.mqttv3.logging.Logger;

/**
 * Says nothing: what Paho would log reaches us as exceptions and callbacks. It makes a logger for
 * every message that it sends; of this one that costs next to nothing, and {@code
 * java.util.logging} is not even loaded for it. Public because Paho makes it by its name.
 */
public final class SilentLogger implements Logger {
  @Override
  public void initialise(ResourceBundle catalogue, String id, String resource) {}

  @Override
  public void setResourceName(String name) {}

  @Override
  public boolean isLoggable(int level) {
    return false;
  }

  @Override
  public void severe(String type, String method, String message) {}

  @Override
  public void severe(String type, String method, String message, Object[] inserts) {}

  @Override
  public void severe(
      String type, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void warning(String type, String method, String message) {}

  @Override
  public void warning(String type, String method, String message, Object[] inserts) {}

  @Override
  public void warning(
      String type, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void info(String type, String method, String message) {}

  @Override
  public void info(String type, String method, String message, Object[] inserts) {}

  @Override
  public void info(
      String type, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void config(String type, String method, String message) {}

  @Override
  public void config(String type, String method, String message, Object[] inserts) {}

  @Override
  public void config(
      String type, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void fine(String type, String method, String message) {}

  @Override
  public void fine(String type, String method, String message, Object[] inserts) {}

  @Override
  public void fine(
      String type, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void finer(String type, String method, String message) {}

  @Override
  public void finer(String type, String method, String message, Object[] inserts) {}

  @Override
  public void finer(
      String type, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void finest(String type, String method, String message) {}

  @Override
  public void finest(String type, String method, String message, Object[] inserts) {}

  @Override
  public void finest(
      String type, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void log(
      int level, String type, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public void trace(
      int level, String type, String method, String message, Object[] inserts, Throwable thrown) {}

  @Override
  public String formatMessage(String message, Object[] inserts) {
    return message;
  }

  @Override
  public void dumpTrace() {}
}

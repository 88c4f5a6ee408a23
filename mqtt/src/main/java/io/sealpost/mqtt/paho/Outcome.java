package io.sealpost.mqtt.paho;

import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;

/** Two functions as one of Paho's listeners. */
record Outcome(Consumer<IMqttToken> success, Consumer<Throwable> failure)
    implements IMqttActionListener {
  @Override
  public void onSuccess(IMqttToken token) {
    success.accept(token);
  }

  @Override
  public void onFailure(IMqttToken token, Throwable cause) {
    failure.accept(cause);
  }
}

package io.sealpost.sensors.bluez;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.freedesktop.dbus.exceptions.DBusException;
import org.freedesktop.dbus.messages.Message;
import org.freedesktop.dbus.messages.MessageFactory;
import org.freedesktop.dbus.messages.constants.Flags;
import org.freedesktop.dbus.messages.constants.MessageTypes;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/** Reads the messages of a bus. */
final class Messages {
  private Messages() {}

  /**
   * Reads one.
   *
   * @return empty if it cannot be understood
   */
  static Optional<Incoming> read(Frames.Frame frame) {
    try {
      Message message =
          MessageFactory.createMessage(
              frame.type(), frame.fixed(), frame.fields(), frame.body(), null);
      return Optional.ofNullable(incoming(message));
    } catch (DBusException | IOException | RuntimeException e) {
      // The library throws whatever comes to hand at what it does not expect.
      Logger.debug("A message of the bus was passed over: {}", e);
      return Optional.empty();
    }
  }

  private static @Nullable Incoming incoming(Message message) throws DBusException {
    byte type = message.getType();
    List<Object> body = Plain.of(message.getParameters());
    if (type == MessageTypes.SIGNAL.getId()) {
      return new Incoming.Signal(sender(message), message.getPath(), name(message), body);
    }
    if (type == MessageTypes.METHOD_REPLY.getId()) {
      return new Incoming.Answer(message.getReplySerial(), body);
    }
    if (type == MessageTypes.ERROR.getId()) {
      String text = Incoming.argument(body, 0) instanceof String said ? said : "";
      return new Incoming.Refusal(message.getReplySerial(), message.getName(), text);
    }
    if (type == MessageTypes.METHOD_CALL.getId()) {
      boolean wantsAnswer = (message.getFlags() & Flags.NO_REPLY_EXPECTED) == 0;
      return new Incoming.Invocation(
          message.getSerial(),
          sender(message),
          message.getPath(),
          name(message),
          body,
          wantsAnswer);
    }
    return null;
  }

  private static String sender(Message message) {
    String sender = message.getSource();
    return sender == null ? "" : sender;
  }

  private static String name(Message message) {
    return message.getInterface() + "." + message.getName();
  }
}

package io.sealpost.e2e.broker;

import io.sealpost.e2e.broker.config.BrokerUser;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The users, by name. */
final class Directory {
  private final Map<String, BrokerUser> byName;

  Directory(List<BrokerUser> users) {
    byName = users.stream().collect(Collectors.toMap(BrokerUser::name, Function.identity()));
  }

  /** The user of that name. */
  Optional<BrokerUser> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The user of that name, if the password is right too. */
  Optional<BrokerUser> authenticate(String name, String password) {
    return find(name).filter(user -> matches(user, password));
  }

  /**
   * Whether {@code user} may connect under that id: a session belongs to a client id, and with it
   * every message that waits there, so that nobody may take the id of another. A station may have
   * several sessions, told apart by what follows a hyphen.
   */
  boolean mayConnectAs(BrokerUser user, String clientId) {
    return switch (user.role()) {
      case DEVICE -> clientId.equals(user.name());
      case STATION ->
          clientId.equals(user.name())
              || (clientId.startsWith(user.name() + "-") && !byName.containsKey(clientId));
    };
  }

  private static boolean matches(BrokerUser user, String given) {
    byte[] expected = user.password().reveal();
    byte[] actual = given.getBytes(StandardCharsets.UTF_8);
    try {
      return MessageDigest.isEqual(expected, actual);
    } finally {
      Arrays.fill(expected, (byte) 0);
      Arrays.fill(actual, (byte) 0);
    }
  }
}

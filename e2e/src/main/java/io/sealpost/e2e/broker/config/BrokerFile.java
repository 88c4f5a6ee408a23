package io.sealpost.e2e.broker.config;

import com.electronwill.nightconfig.core.Config;
import com.electronwill.nightconfig.core.UnmodifiableConfig;
import com.electronwill.nightconfig.core.io.ParsingException;
import com.electronwill.nightconfig.toml.TomlParser;
import io.sealpost.crypto.SecretFile;
import io.sealpost.crypto.SecretFileException;
import io.sealpost.e2e.broker.config.BrokerUser.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads {@code broker.toml}. Relative paths in it are relative to its folder. */
public final class BrokerFile {
  private static final Set<String> KEYS =
      Set.of("host", "port", "keystore", "keystore-password-file", "data", "base", "user");
  private static final Set<String> USER_KEYS = Set.of("name", "role", "password-file");

  private final Path file;

  private BrokerFile(Path file) {
    this.file = file;
  }

  /**
   * Reads and checks the file.
   *
   * @throws BrokerConfigException if it is missing, unreadable or wrong
   * @throws SecretFileException if a password file that it names is missing, unreadable or open to
   *     others
   */
  public static BrokerSettings read(Path file) throws BrokerConfigException, SecretFileException {
    BrokerFile reader = new BrokerFile(file);
    try {
      return reader.settings(new TomlParser().parse(Files.readString(file)));
    } catch (IOException e) {
      throw new BrokerConfigException(file + ": cannot be read: " + e, e);
    } catch (ParsingException e) {
      throw new BrokerConfigException(file + ": is not TOML: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new BrokerConfigException(file + ": " + e.getMessage(), e);
    }
  }

  private BrokerSettings settings(UnmodifiableConfig toml) throws SecretFileException {
    allowOnly(toml, KEYS);
    return new BrokerSettings(
        text(toml, "host", "127.0.0.1"),
        number(toml, "port", 0),
        path(toml, "keystore"),
        SecretFile.readPassword(path(toml, "keystore-password-file")),
        path(toml, "data"),
        text(toml, "base", "sealpost"),
        users(toml.get("user")));
  }

  private List<BrokerUser> users(@Nullable Object tables) throws SecretFileException {
    List<BrokerUser> users = new ArrayList<>();
    if (tables instanceof List<?> list) {
      for (Object table : list) {
        if (!(table instanceof Config user)) {
          throw new IllegalArgumentException("user must be tables: [[user]]");
        }
        users.add(user(user));
      }
    } else if (tables != null) {
      throw new IllegalArgumentException("user must be tables: [[user]]");
    }
    return users;
  }

  private BrokerUser user(UnmodifiableConfig toml) throws SecretFileException {
    allowOnly(toml, USER_KEYS);
    String role = text(toml, "role", null);
    return new BrokerUser(
        text(toml, "name", null),
        switch (role) {
          case "device" -> Role.DEVICE;
          case "station" -> Role.STATION;
          default ->
              throw new IllegalArgumentException(
                  "role \"" + role + "\" must be \"device\" or \"station\"");
        },
        SecretFile.readPassword(path(toml, "password-file")));
  }

  private static void allowOnly(UnmodifiableConfig toml, Set<String> known) {
    for (UnmodifiableConfig.Entry entry : toml.entrySet()) {
      if (!known.contains(entry.getKey())) {
        throw new IllegalArgumentException(
            "key \"" + entry.getKey() + "\" is not one of " + String.join(", ", known));
      }
    }
  }

  private Path path(UnmodifiableConfig toml, String key) {
    return file.toAbsolutePath().resolveSibling(text(toml, key, null)).normalize();
  }

  private static String text(UnmodifiableConfig toml, String key, @Nullable String otherwise) {
    Object value = toml.get(key);
    if (value == null && otherwise != null) {
      return otherwise;
    }
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw new IllegalArgumentException(
        key + (value == null ? " is missing" : " = " + value) + "; it must be a text in quotes");
  }

  private static int number(UnmodifiableConfig toml, String key, int otherwise) {
    Object value = toml.get(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Integer number) {
      return number;
    }
    throw new IllegalArgumentException(key + " = " + value + "; it must be a whole number");
  }
}

package io.sealpost.e2e.broker;

import io.sealpost.e2e.broker.config.BrokerUser;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager5;
import org.apache.activemq.artemis.spi.core.security.jaas.UserPrincipal;
import org.jspecify.annotations.Nullable;

/**
 * Asks {@link Directory} and {@link AccessRules} whenever Artemis wants to know. Addresses must be
 * written as MQTT writes topics: {@link BrokerConfiguration} sees to it.
 */
final class TopicSecurity implements ActiveMQSecurityManager5 {
  /** Separates address and queue where Artemis names both. */
  private static final String QUEUE_MARK = "::";

  private final Directory directory;
  private final AccessRules rules;

  TopicSecurity(Directory directory, AccessRules rules) {
    this.directory = directory;
    this.rules = rules;
  }

  @Override
  public @Nullable Subject authenticate(
      @Nullable String name,
      @Nullable String password,
      RemotingConnection connection,
      @Nullable String domain) {
    if (name == null || password == null) {
      return null;
    }
    return directory.authenticate(name, password).map(TopicSecurity::subject).orElse(null);
  }

  @Override
  public boolean authorize(Subject subject, Set<Role> roles, CheckType check, String address) {
    Optional<BrokerUser> user =
        subject.getPrincipals(UserPrincipal.class).stream()
            .findFirst()
            .flatMap(principal -> directory.find(principal.getName()));
    return user.isPresent() && allowed(user.get(), check, address);
  }

  private boolean allowed(BrokerUser user, CheckType check, String address) {
    int mark = address.indexOf(QUEUE_MARK);
    String topic = mark < 0 ? address : address.substring(0, mark);
    return switch (check) {
      // A queue named by the sender would bypass the topic: no client of ours does that.
      case SEND -> mark < 0 && rules.mayPublish(user, topic);
      case CREATE_ADDRESS -> rules.mayPublish(user, topic) || rules.maySubscribe(user, topic);
      case CONSUME,
          CREATE_DURABLE_QUEUE,
          CREATE_NON_DURABLE_QUEUE,
          DELETE_DURABLE_QUEUE,
          DELETE_NON_DURABLE_QUEUE,
          DELETE_ADDRESS ->
          rules.maySubscribe(user, topic);
      // Whatever else Artemis can do, managing it above all, nobody needs here.
      default -> false;
    };
  }

  @Override
  public boolean validateUser(String name, String password) {
    return directory.authenticate(name, password).isPresent();
  }

  /** Never asked: Artemis prefers {@link #authorize}. */
  @Override
  public boolean validateUserAndRole(
      String name, String password, Set<Role> roles, CheckType check) {
    return false;
  }

  private static Subject subject(BrokerUser user) {
    Subject subject = new Subject();
    subject.getPrincipals().add(new UserPrincipal(user.name()));
    return subject;
  }
}

package io.sealpost.e2e.broker;

import io.sealpost.e2e.broker.config.BrokerSettings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.activemq.artemis.api.core.SimpleString;
import org.apache.activemq.artemis.api.core.TransportConfiguration;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTUtil;
import org.apache.activemq.artemis.core.remoting.impl.netty.NettyAcceptorFactory;
import org.apache.activemq.artemis.core.remoting.impl.netty.TransportConstants;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;

/** How Artemis is set up: MQTT over TLS with sessions on disk, and nothing else. */
final class BrokerConfiguration {
  /** Name of the listener. */
  static final String LISTENER = "mqtts";

  /** Bytes; Artemis fills its journal files at the start, and its own 10 MiB take a second. */
  private static final int JOURNAL_FILE_BYTES = 1 << 20;

  private BrokerConfiguration() {}

  static Configuration of(BrokerSettings settings) {
    ConfigurationImpl configuration = new ConfigurationImpl();
    sessionsOnDisk(configuration, settings.data());
    onlyWhatMqttNeeds(configuration);
    keepUntilDelivered(configuration);
    configuration
        .setSecurityEnabled(true)
        // Addresses are then written like topics, and TopicSecurity sees what the client said.
        .setWildCardConfiguration(MQTTUtil.MQTT_WILDCARD)
        // This user may do everything and its default password is known to all.
        .setClusterPassword(UUID.randomUUID().toString())
        .addAcceptorConfiguration(listener(settings));
    return configuration;
  }

  private static void sessionsOnDisk(ConfigurationImpl configuration, Path data) {
    configuration
        .setPersistenceEnabled(true)
        .setJournalType(JournalType.NIO)
        .setJournalFileSize(JOURNAL_FILE_BYTES)
        .setJournalMinFiles(2)
        .setJournalDirectory(data.resolve("journal").toString())
        .setBindingsDirectory(data.resolve("bindings").toString())
        .setLargeMessagesDirectory(data.resolve("large-messages").toString())
        .setPagingDirectory(data.resolve("paging").toString());
  }

  private static void onlyWhatMqttNeeds(ConfigurationImpl configuration) {
    configuration
        .setJMXManagementEnabled(false)
        .setMessageCounterEnabled(false)
        .setAddressQueueScanPeriod(-1)
        .setConfigurationFileRefreshPeriod(-1)
        // A full disk of the machine is not this broker's business: its data are thrown away.
        .setMaxDiskUsage(-1)
        .setGracefulShutdownEnabled(false)
        .setCriticalAnalyzer(false);
  }

  private static void keepUntilDelivered(ConfigurationImpl configuration) {
    SimpleString undeliverable = SimpleString.of("undeliverable");
    configuration.addAddressSetting(
        MQTTUtil.MQTT_WILDCARD.getAnyWordsString(),
        new AddressSettings()
            // Every reconnect delivers again; Artemis would drop a message after the tenth.
            .setMaxDeliveryAttempts(-1)
            // Never used, but Artemis warns of every queue without.
            .setDeadLetterAddress(undeliverable)
            .setExpiryAddress(undeliverable));
  }

  private static TransportConfiguration listener(BrokerSettings settings) {
    Map<String, Object> options = new HashMap<>();
    options.put(TransportConstants.HOST_PROP_NAME, settings.host());
    options.put(TransportConstants.PORT_PROP_NAME, settings.port());
    options.put(TransportConstants.PROTOCOLS_PROP_NAME, "MQTT");
    // EmbeddedBroker opens it once everybody who comes is looked at.
    options.put(TransportConstants.AUTO_START, false);
    options.put(TransportConstants.SSL_ENABLED_PROP_NAME, true);
    options.put(TransportConstants.ENABLED_PROTOCOLS_PROP_NAME, "TLSv1.3,TLSv1.2");
    options.put(TransportConstants.KEYSTORE_TYPE_PROP_NAME, "PKCS12");
    options.put(TransportConstants.KEYSTORE_PATH_PROP_NAME, settings.keystore().toString());
    options.put(
        TransportConstants.KEYSTORE_PASSWORD_PROP_NAME,
        new String(settings.keystorePassword().reveal(), StandardCharsets.UTF_8));
    // The native transport unpacks a library first, which costs more than it brings here.
    options.put(TransportConstants.USE_EPOLL_PROP_NAME, false);
    options.put(TransportConstants.USE_KQUEUE_PROP_NAME, false);
    return new TransportConfiguration(NettyAcceptorFactory.class.getName(), options, LISTENER);
  }
}

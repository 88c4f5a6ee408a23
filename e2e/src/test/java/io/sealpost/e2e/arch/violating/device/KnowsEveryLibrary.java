package io.sealpost.e2e.arch.violating.device;

import com.electronwill.nightconfig.core.Config;
import com.pi4j.context.Context;
import io.netty.handler.codec.mqtt.MqttMessage;
import java.sql.Connection;
import javax.net.ssl.SSLContext;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.tls.TlsClient;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.sqlite.SQLiteConfig;
import picocli.CommandLine;

/** Names a library of every adaptor. */
public record KnowsEveryLibrary(
    Config toml,
    Context pi4j,
    MqttMessage netty,
    SSLContext jsse,
    ActiveMQServer artemis,
    SHA256Digest bouncyCastle,
    TlsClient bouncyCastleTls,
    MqttClient paho,
    Connection sql,
    SQLiteConfig sqlite,
    CommandLine picocli) {}

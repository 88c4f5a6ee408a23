/** The bytes below MQTT: TCP, TLS and WebSocket, none of which can hang for good. */
@NullMarked
package io.sealpost.mqtt.net;

import org.jspecify.annotations.NullMarked;

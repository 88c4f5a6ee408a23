/** The link made of Eclipse Paho's MQTT 3.1.1 client; nothing else imports it. */
@NullMarked
package io.sealpost.mqtt.paho;

import org.jspecify.annotations.NullMarked;

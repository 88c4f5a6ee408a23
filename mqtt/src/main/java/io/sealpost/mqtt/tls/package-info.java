/** TLS as the JDK does it (JSSE): authorities, resumption and its evidence, faults in words. */
@NullMarked
package io.sealpost.mqtt.tls;

import org.jspecify.annotations.NullMarked;

/**
 * TLS with certificates as the JDK does it (JSSE): trust, our own key and its renewal, resumption
 * and its evidence; with a pre-shared key as Bouncy Castle does it; faults in words.
 */
@NullMarked
package io.sealpost.mqtt.tls;

import org.jspecify.annotations.NullMarked;

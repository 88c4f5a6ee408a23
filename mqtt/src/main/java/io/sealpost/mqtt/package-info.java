/** The link to the broker: a port, and what a program has to say to open one. */
@NullMarked
package io.sealpost.mqtt;

import org.jspecify.annotations.NullMarked;

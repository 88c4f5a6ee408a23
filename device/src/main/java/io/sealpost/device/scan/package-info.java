/**
 * What this machine has that can be read, with the lines of the configuration that read it. It
 * looks and never writes.
 */
@NullMarked
package io.sealpost.device.scan;

import org.jspecify.annotations.NullMarked;

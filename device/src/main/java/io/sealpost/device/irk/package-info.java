/** The command that gets an identity resolving key, and tries one on an address. */
@NullMarked
package io.sealpost.device.irk;

import org.jspecify.annotations.NullMarked;

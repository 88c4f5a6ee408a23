/** The control station: opens what devices seal, and sends them sealed commands. */
@NullMarked
package io.sealpost.station;

import org.jspecify.annotations.NullMarked;

/** Has certificates signed for devices that ask for one, and brings them there. */
@NullMarked
package io.sealpost.station.signing;

import org.jspecify.annotations.NullMarked;

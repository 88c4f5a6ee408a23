/** A site folder as the operator wrote it: the configuration and the key ring. */
@NullMarked
package io.sealpost.station.site;

import org.jspecify.annotations.NullMarked;

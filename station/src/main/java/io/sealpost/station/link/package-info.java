/** The broker as a queue of happenings, so that one thread does all the work. */
@NullMarked
package io.sealpost.station.link;

import org.jspecify.annotations.NullMarked;

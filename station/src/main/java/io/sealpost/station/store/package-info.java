/** What the station remembers between runs, in files that survive a power cut. */
@NullMarked
package io.sealpost.station.store;

import org.jspecify.annotations.NullMarked;

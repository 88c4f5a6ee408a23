/** From messages to events: opens, checks, drops duplicates, finds gaps. Pure but for the store. */
@NullMarked
package io.sealpost.station.inbox;

import org.jspecify.annotations.NullMarked;

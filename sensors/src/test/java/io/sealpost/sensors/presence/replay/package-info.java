/**
 * Traces of what scanners hear, recorded or made up, and the rules by which others decide on
 * presence, to be compared on the same traces.
 */
@NullMarked
package io.sealpost.sensors.presence.replay;

import org.jspecify.annotations.NullMarked;

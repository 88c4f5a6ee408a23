/** What leaves the device of people: names, pseudonyms or numbers. */
@NullMarked
package io.sealpost.device.privacy;

import org.jspecify.annotations.NullMarked;

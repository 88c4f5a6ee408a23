/** The algorithms by Bouncy Castle's lightweight interface; nothing else imports it. */
@NullMarked
package io.sealpost.crypto.bc;

import org.jspecify.annotations.NullMarked;

/** The script that provisions a site, with the real programs it calls. */
@NullMarked
package io.sealpost.e2e.provision;

import org.jspecify.annotations.NullMarked;

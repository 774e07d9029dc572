/** The program: it reads its configuration, wires the modules together and turns messages into replies. */
@NullMarked
package io.pteroorders.bot;

import org.jspecify.annotations.NullMarked;

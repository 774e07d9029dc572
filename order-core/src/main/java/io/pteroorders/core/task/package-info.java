/** Work that is tried again until it is done: what is due, whose turn it is, what became of it. */
@NullMarked
package io.pteroorders.core.task;

import org.jspecify.annotations.NullMarked;

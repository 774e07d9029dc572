/** A small HTTP server with narrow limits. */
@NullMarked
package io.pteroorders.bot.http;

import org.jspecify.annotations.NullMarked;

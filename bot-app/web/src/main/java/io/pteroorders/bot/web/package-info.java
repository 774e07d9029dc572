/** A small HTTP server with narrow limits. */
@NullMarked
package io.pteroorders.bot.web;

import org.jspecify.annotations.NullMarked;

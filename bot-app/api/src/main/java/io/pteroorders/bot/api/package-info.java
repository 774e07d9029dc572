/** The interface for other programs: REST, events and webhooks, put together. */
@NullMarked
package io.pteroorders.bot.api;

import org.jspecify.annotations.NullMarked;

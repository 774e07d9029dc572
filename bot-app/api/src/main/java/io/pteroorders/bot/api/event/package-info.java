/** What happened in the shop, event by event, for whoever follows it: as a stream, over WebSocket, and by webhooks. */
@NullMarked
package io.pteroorders.bot.api.event;

import org.jspecify.annotations.NullMarked;

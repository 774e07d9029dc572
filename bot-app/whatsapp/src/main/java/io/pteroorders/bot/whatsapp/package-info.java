/** WhatsApp through Meta's Cloud API: webhooks come in, messages go out. */
@NullMarked
package io.pteroorders.bot.whatsapp;

import org.jspecify.annotations.NullMarked;

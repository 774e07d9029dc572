package io.pteroorders.bot.chat;

import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.call.CallList;
import io.pteroorders.bot.command.admin.OrderSearch;
import io.pteroorders.notify.OptOuts;

/**
 * What admins' pages look things up in, beside the orders themselves.
 *
 * @param search finds orders by what somebody typed
 * @param waiting the orders that wait for somebody
 * @param keys of other programs
 * @param optOuts who wants no messages to many
 * @param calls customers' calls for a human
 */
public record PageRecords(OrderSearch search, WaitingOrders waiting, ApiKeys keys, OptOuts optOuts, CallList calls) {}

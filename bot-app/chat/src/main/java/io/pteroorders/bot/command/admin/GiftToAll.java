package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.core.order.OrderId;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.storage.RequestId;
import io.pteroorders.core.subscription.Standing;
import io.pteroorders.core.subscription.Subscription.State;
import io.pteroorders.core.subscription.SubscriptionIndex;
import io.pteroorders.core.subscription.SubscriptionQuery;
import io.pteroorders.notify.text.Variables;
import java.time.Clock;
import java.util.Optional;

/** Gives days to all customers, after asking back: such as after an outage of all servers. Thread-safe. */
public final class GiftToAll {

    private final OrderService service;
    private final SubscriptionIndex index;
    private final Replies replies;
    private final CustomerNews news;
    private final Clock clock;

    public GiftToAll(OrderService service, SubscriptionIndex index, Replies replies, CustomerNews news, Clock clock) {
        this.service = service;
        this.index = index;
        this.replies = replies;
        this.news = news;
        this.clock = clock;
    }

    /**
     * Gives them, or asks whether they are to be given.
     *
     * @param line the command that does so when it is confirmed
     */
    Reply give(int days, String why, String line, Call call) {
        ImmutableList<OrderId> all = all();
        return call.confirmed()
                ? given(all, days, why, call)
                : replies.say(
                                ReplyText.CONFIRM_GIFT,
                                call.language(),
                                Variables.builder().put("count", all.size()).put("days", days))
                        .asking(line, replies.yesAndNo(call.language()));
    }

    private ImmutableList<OrderId> all() {
        SubscriptionQuery query = SubscriptionQuery.byPaidUntil(clock.instant())
                .state(State.ACTIVE, State.OVERDUE, State.SUSPENDED, State.DELETION_DUE)
                .tracked()
                .build();
        return index.all(query).stream().map(Standing::first).collect(ImmutableList.toImmutableList());
    }

    /** Each subscription gets its days once, also if the command comes again after a crash in the middle of it. */
    private Reply given(ImmutableList<OrderId> all, int days, String why, Call call) {
        int given = 0;
        for (OrderId first : all) {
            Optional<RequestId> once = call.requestId().map(id -> RequestId.of(id.hex(), first.toString()));
            Outcome<?> outcome = service.subscriptions().give(call.actor(), first, days, why, once);
            if (outcome.isDone()) {
                given++;
                service.get(call.actor(), first).value().ifPresent(order -> news.paidUntil(order, why, call));
            }
        }
        return replies.say(
                ReplyText.GIVEN_TO_ALL,
                call.language(),
                Variables.builder()
                        .put("count", given)
                        .put("days", days)
                        .put(
                                "failed",
                                Optional.of(all.size() - given)
                                        .filter(number -> number > 0)
                                        .map(String::valueOf)));
    }
}

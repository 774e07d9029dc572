package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.SubscriptionEntry;
import io.pteroorders.core.order.SubscriptionEntry.Changing;
import io.pteroorders.core.order.SubscriptionEntry.Credited;
import io.pteroorders.core.order.SubscriptionEntry.Ended;
import io.pteroorders.core.order.SubscriptionEntry.Given;
import io.pteroorders.core.order.SubscriptionEntry.Held;
import io.pteroorders.core.order.SubscriptionEntry.Lifted;
import io.pteroorders.core.order.SubscriptionEntry.PaidUntil;
import io.pteroorders.core.order.SubscriptionEntry.Renewing;
import io.pteroorders.core.order.SubscriptionEntry.Suspended;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.function.UnaryOperator;

/** What happened to a subscription beside its orders, as admins read it. */
final class SubscriptionEvents {

    /** So many are shown, the newest. */
    private static final int MOST = 10;

    private final Replies replies;
    private final Language language;

    private SubscriptionEvents(Replies replies, Language language) {
        this.replies = replies;
        this.language = language;
    }

    /** @param typed makes what somebody wrote fit to be read */
    static ImmutableList<Variables> of(Order order, UnaryOperator<String> typed, Replies replies, Language language) {
        ImmutableList<SubscriptionEntry> all = order.subscription().entries();
        SubscriptionEvents events = new SubscriptionEvents(replies, language);
        return all.subList(Math.max(0, all.size() - MOST), all.size()).stream()
                .map(entry -> Variables.builder()
                        .put("event", events.what(entry))
                        .typed("why", typed.apply(why(entry)))
                        .put("time", replies.formats().time(entry.at(), language))
                        .put("by", replies.orders().by(entry.by(), order, language))
                        .build())
                .collect(ImmutableList.toImmutableList());
    }

    private String what(SubscriptionEntry entry) {
        if (entry instanceof PaidUntil said) {
            return word("paid-until") + " " + replies.formats().day(said.day(), language);
        } else if (entry instanceof Given given) {
            return word("given") + " " + given.days();
        } else if (entry instanceof Held held) {
            return word("held") + " " + replies.formats().day(held.until(), language);
        } else if (entry instanceof Suspended suspended) {
            return word("suspended") + " "
                    + replies.word("stopped." + suspended.reason().word(), language);
        } else if (entry instanceof Lifted lifted) {
            return word("lifted") + " "
                    + replies.word("stopped." + lifted.reason().word(), language);
        } else if (entry instanceof Renewing wish) {
            return word(wish.wanted() ? "renewing" : "not-renewing");
        } else if (entry instanceof Changing change) {
            return word("changing") + " " + change.to().map(PackageType::code).orElse("-");
        } else if (entry instanceof Credited credited) {
            return word("credited") + " " + replies.formats().money(credited.amount(), language);
        }
        return word("ended");
    }

    private String word(String event) {
        return replies.word("event." + event, language);
    }

    private static String why(SubscriptionEntry entry) {
        if (entry instanceof PaidUntil said) {
            return said.why();
        } else if (entry instanceof Given given) {
            return given.why();
        } else if (entry instanceof Held held) {
            return held.why();
        } else if (entry instanceof Suspended suspended) {
            return suspended.why();
        } else if (entry instanceof Lifted lifted) {
            return lifted.why();
        } else if (entry instanceof Credited credited) {
            return credited.why();
        }
        return entry instanceof Ended ended ? ended.why() : "";
    }
}

package io.pteroorders.bot.command.server;

import com.google.common.base.Ascii;
import com.google.common.base.Throwables;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Person;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.core.order.Order;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.provisioning.PanelException;
import io.pteroorders.notify.text.Variables;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/** Replies that need the panel: what it does in time is told, and what went wrong in the shop's words. Thread-safe. */
public final class PanelReplies {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Optional<ServerDesk> desk;
    private final Replies replies;

    /** @param desk empty if the shop has no panel */
    public PanelReplies(Optional<ServerDesk> desk, Replies replies) {
        this.desk = desk;
        this.replies = replies;
    }

    /** How replies are worded. */
    Replies replies() {
        return replies;
    }

    /** What is answered if the shop has a panel; without one, that. */
    Outcome<Reply> with(Call call, Function<ServerDesk, Outcome<Reply>> answer) {
        return with(
                answer, () -> Outcome.done(replies.refuse(ReplyText.NO_PANEL, call.language(), Variables.builder())));
    }

    /** What is answered if the shop has a panel, and what without one. */
    <T> T with(Function<ServerDesk, T> answer, Supplier<T> without) {
        return desk.map(answer).orElseGet(without);
    }

    /** Whether a person has a server here, or is about to. */
    boolean hasServer(Person person) {
        return desk.filter(any -> !any.own(person.id()).isEmpty()).isPresent();
    }

    /** What is answered to what the panel did; if it did not do it in time, why. */
    <T> Outcome<Reply> await(Call call, Order order, CompletableFuture<T> work, Function<T, Outcome<Reply>> then) {
        return await(call, Optional.of(order), work, then);
    }

    /** The same about no order. */
    <T> Outcome<Reply> await(Call call, CompletableFuture<T> work, Function<T, Outcome<Reply>> then) {
        return await(call, Optional.empty(), work, then);
    }

    private <T> Outcome<Reply> await(
            Call call, Optional<Order> order, CompletableFuture<T> work, Function<T, Outcome<Reply>> then) {
        try {
            return then.apply(work.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Outcome.done(failed(call, order, "panel.no.unavailable", ""));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.done(failed(call, order, "panel.no.unavailable", ""));
        } catch (ExecutionException e) {
            Throwable why = Throwables.getRootCause(e);
            if (e.getCause() instanceof PanelException panel) {
                return Outcome.done(failed(call, order, panel));
            }
            Throwables.throwIfUnchecked(why);
            throw new IllegalStateException(why);
        }
    }

    private Reply failed(Call call, Optional<Order> order, PanelException failure) {
        String why = "panel.no." + Ascii.toLowerCase(failure.kind().name()).replace('_', '-');
        return failed(call, order, why, String.valueOf(failure.getMessage()));
    }

    /** What the panel said is for admins alone. */
    private Reply failed(Call call, Optional<Order> order, String why, String detail) {
        Reply reply = replies.refuse(
                ReplyText.PANEL_FAILED,
                call.language(),
                Variables.builder()
                        .put("orderId", order.map(Order::id))
                        .put("why", replies.word(why, call.language()))
                        .typed("detail", call.person().isAdmin() ? Replies.line(detail) : ""));
        return order.map(reply::about).orElse(reply);
    }

    /** A reply about an order, with what else there is to say. */
    Reply say(ReplyText text, Call call, Order order, Variables.Builder more) {
        Variables values = call.person().isAdmin()
                ? replies.orders().forAdmin(order, call.language())
                : replies.orders().forCustomer(order, call.language());
        return replies.say(
                        text,
                        call.language(),
                        Variables.builder().putAll(values).putAll(more.build()))
                .about(order);
    }

    /** A reply about an order. */
    Reply say(ReplyText text, Call call, Order order) {
        return say(text, call, order, Variables.builder());
    }
}

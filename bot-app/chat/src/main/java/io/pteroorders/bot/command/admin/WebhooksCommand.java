package io.pteroorders.bot.command.admin;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.event.EventType;
import io.pteroorders.bot.api.webhook.Webhook;
import io.pteroorders.bot.api.webhook.Webhooks;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.Result;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.Optional;
import java.util.stream.Collectors;

/** Shows where events are sent to, switches that off and on, and tries it. */
public final class WebhooksCommand implements Command {

    private static final CommandInfo INFO = CommandInfo.of("webhooks").forOwners();

    private final Optional<Webhooks> webhooks;
    private final Replies replies;

    /** @param webhooks empty if other programs are not served */
    public WebhooksCommand(Optional<Webhooks> webhooks, Replies replies) {
        this.webhooks = webhooks;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        String id = call.line().word(1).orElse("");
        return Outcome.done(
                switch (Ascii.toLowerCase(call.line().word(0).orElse(""))) {
                    case "on" -> change(id, true, call);
                    case "off" -> change(id, false, call);
                    case "test" -> test(id, call.language());
                    default -> show(call.language());
                });
    }

    private Reply change(String id, boolean active, Call call) {
        return webhooks.flatMap(
                        all -> all.setActive(id, active, call.person().id().masked()))
                .map(webhook -> show(call.language()))
                .orElseGet(() -> noSuch(id, call.language()));
    }

    private Reply test(String id, Language language) {
        return webhooks.flatMap(all -> all.test(id))
                .map(said -> replies.say(
                        ReplyText.WEBHOOK_TESTED,
                        language,
                        Variables.builder().put("id", id).put("said", said)))
                .orElseGet(() -> noSuch(id, language));
    }

    private Reply noSuch(String id, Language language) {
        return replies.say(
                        ReplyText.NO_SUCH_WEBHOOK, language, Variables.builder().put("typed", Replies.quoted(id)))
                .as(Result.REFUSED);
    }

    private Reply show(Language language) {
        ImmutableList<Webhook> all = webhooks.map(Webhooks::all).orElse(ImmutableList.of());
        return replies.say(
                ReplyText.WEBHOOKS,
                language,
                Variables.builder()
                        .list(
                                "webhooks",
                                all.stream().map(WebhooksCommand::webhook).toList())
                        .flag("any", !all.isEmpty())
                        .flag("served", webhooks.isPresent())
                        .put("example", all.stream().map(Webhook::id).findFirst()));
    }

    private static Variables webhook(Webhook webhook) {
        return Variables.builder()
                .put("id", webhook.id())
                .put("host", webhook.url().getHost())
                .put("events", webhook.events().stream().map(EventType::word).collect(Collectors.joining(" ")))
                .flag("active", webhook.isActive())
                .put("why", webhook.off())
                .build();
    }
}

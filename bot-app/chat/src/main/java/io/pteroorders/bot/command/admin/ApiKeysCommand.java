package io.pteroorders.bot.command.admin;

import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.api.key.ApiKey;
import io.pteroorders.bot.api.key.ApiKeys;
import io.pteroorders.bot.api.key.Scope;
import io.pteroorders.bot.command.Call;
import io.pteroorders.bot.command.Command;
import io.pteroorders.bot.command.CommandInfo;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.Result;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.Actor;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Variables;
import java.util.stream.Collectors;

/** Shows the keys of other programs, and revokes them. */
public final class ApiKeysCommand implements Command {

    private static final CommandInfo INFO =
            CommandInfo.of("api-keys").forOwners().changingOrders();
    private static final String REVOKE = "revoke";

    private final ApiKeys keys;
    private final Replies replies;

    public ApiKeysCommand(ApiKeys keys, Replies replies) {
        this.keys = keys;
        this.replies = replies;
    }

    @Override
    public CommandInfo info() {
        return INFO;
    }

    @Override
    public Outcome<Reply> run(Call call) {
        boolean revokes = call.line().word(0).filter(REVOKE::equalsIgnoreCase).isPresent();
        return Outcome.done(revokes ? revoke(call.line().word(1).orElse(""), call.language()) : show(call.language()));
    }

    private Reply revoke(String name, Language language) {
        return keys.revoke(name)
                ? replies.say(
                        ReplyText.API_KEY_REVOKED, language, Variables.builder().put("name", name))
                : replies.say(
                                ReplyText.NO_SUCH_API_KEY,
                                language,
                                Variables.builder().put("typed", Replies.quoted(name)))
                        .as(Result.REFUSED);
    }

    private Reply show(Language language) {
        ImmutableList<ApiKey> all = keys.all();
        return replies.say(
                ReplyText.API_KEYS,
                language,
                Variables.builder()
                        .list(
                                "keys",
                                all.stream().map(key -> key(key, language)).toList())
                        .flag("any", !all.isEmpty())
                        .put("example", all.stream().map(ApiKey::name).findFirst()));
    }

    private Variables key(ApiKey key, Language language) {
        return Variables.builder()
                .put("name", key.name())
                .flag("owner", key.role() == Actor.Role.OWNER)
                .put("scopes", scopes(key))
                .put("made", replies.formats().time(key.created(), language))
                .put("used", key.lastUsed().map(hour -> replies.formats().time(hour, language)))
                .put("ends", key.expires().map(end -> replies.formats().time(end, language)))
                .build();
    }

    private static String scopes(ApiKey key) {
        return key.scopes().size() == Scope.ALL.size()
                ? "all"
                : key.scopes().stream().map(Scope::toString).collect(Collectors.joining(" "));
    }
}

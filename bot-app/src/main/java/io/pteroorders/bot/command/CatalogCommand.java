package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import io.pteroorders.core.order.Outcome;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.text.Variables;
import java.util.List;

/** Shows what is for sale. */
final class CatalogCommand implements Command {

    private final OrderService service;
    private final Replies replies;

    CatalogCommand(OrderService service, Replies replies) {
        this.service = service;
        this.replies = replies;
    }

    @Override
    public String name() {
        return "katalog";
    }

    @Override
    public ImmutableList<String> synonyms() {
        return ImmutableList.of("catalog", "list", "paket");
    }

    @Override
    public Outcome<Reply> run(Call call) {
        List<Variables> packages = service.catalog().forSale().stream()
                .map(sold -> Packages.variables(sold, replies, call.language()))
                .toList();
        return Outcome.done(replies.say(
                ReplyText.CATALOG,
                call.language(),
                Variables.builder()
                        .list("packages", packages)
                        .put(
                                "packageType",
                                service.catalog().forSale().stream().findFirst().map(p -> p.type()
                                        .code()))
                        .build()));
    }
}

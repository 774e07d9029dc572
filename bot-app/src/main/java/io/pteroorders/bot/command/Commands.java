package io.pteroorders.bot.command;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.pteroorders.bot.command.admin.BackupCommand;
import io.pteroorders.bot.command.admin.BroadcastCommand;
import io.pteroorders.bot.command.admin.CompleteCommand;
import io.pteroorders.bot.command.admin.OrderContactCommand;
import io.pteroorders.bot.command.admin.OrderDeleteCommand;
import io.pteroorders.bot.command.admin.OrderDetailCommand;
import io.pteroorders.bot.command.admin.OrdersCommand;
import io.pteroorders.bot.command.admin.OutboxCommand;
import io.pteroorders.bot.command.admin.PendingOrdersCommand;
import io.pteroorders.bot.command.admin.SearchCommand;
import io.pteroorders.bot.command.admin.StatisticsCommand;
import io.pteroorders.bot.command.admin.StatusCommand;
import io.pteroorders.core.order.OrderStatus;
import io.pteroorders.core.service.Actor;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.Outbox;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.Stream;

/** All commands, in the order in which help shows them. Immutable and thread-safe. */
public final class Commands {

    private final ImmutableList<Command> all;
    private final ImmutableMap<String, Command> byName;

    private Commands(Replies replies, ImmutableList<Command> others) {
        this.all = ImmutableList.<Command>builder()
                .add(new HelpCommand(this, replies))
                .addAll(others)
                .build();
        ImmutableMap.Builder<String, Command> names = ImmutableMap.builder();
        all.forEach(command -> names(command).forEach(name -> names.put(name, command)));
        this.byName = names.buildOrThrow();
    }

    /** The list, after help: a new command is one line here. */
    public static Commands of(
            OrderService service,
            Outbox outbox,
            Replies replies,
            Languages languages,
            PaymentProofs proofs,
            BackupMaker backups,
            Clock clock) {
        OrderLists lists = new OrderLists(replies, clock);
        OrderListing listing = new OrderListing(service, replies, lists);
        RefusalReplies refusals = new RefusalReplies(replies);
        Command cancel = new StatusCommand("order-cancel", OrderStatus.CANCELLED, service, replies, refusals);
        return new Commands(
                replies,
                ImmutableList.of(
                        new CatalogCommand(service, replies),
                        new PriceCommand(service, replies, refusals),
                        new OrderCommand(service, replies),
                        new OrderStatusCommand(service, replies),
                        new MyOrdersCommand(listing),
                        new OrderNoteCommand(service, replies),
                        new UsernameCommand(service, replies),
                        new ProofCommand(service, proofs, replies),
                        new CancelCommand(service, replies, cancel),
                        new LanguageCommand(languages, replies),
                        new PendingOrdersCommand(listing),
                        new OrdersCommand(listing),
                        new OrderDetailCommand(service, outbox, replies),
                        new StatusCommand("order-confirm", OrderStatus.CONFIRMED, service, replies, refusals),
                        new StatusCommand("order-process", OrderStatus.PROCESSING, service, replies, refusals),
                        new CompleteCommand(service, replies),
                        cancel,
                        new StatusCommand("order-refund", OrderStatus.REFUNDED, service, replies, refusals),
                        new SearchCommand(service, replies, lists),
                        new StatisticsCommand(service, replies),
                        new OutboxCommand(outbox, replies, clock),
                        new BroadcastCommand(service, outbox.broadcasts(), replies),
                        new OrderContactCommand(service, replies),
                        new OrderDeleteCommand(service, replies),
                        new BackupCommand(backups, replies)));
    }

    private static Stream<String> names(Command command) {
        return Stream.concat(Stream.of(command.name()), command.synonyms().stream());
    }

    /** The command with this name or synonym. */
    public Optional<Command> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The commands that somebody of a role may use. */
    public ImmutableList<Command> allowed(Actor.Role role) {
        return all.stream().filter(command -> isAllowed(command, role)).collect(ImmutableList.toImmutableList());
    }

    /** Whether somebody of a role may use a command. */
    public static boolean isAllowed(Command command, Actor.Role role) {
        return role.compareTo(command.role()) >= 0;
    }

    /** The one name, among those that the role may use, that was most likely meant. */
    public Optional<String> nearest(String typed, Actor.Role role) {
        return Nearest.of(typed, allowed(role).stream().flatMap(Commands::names).toList());
    }
}

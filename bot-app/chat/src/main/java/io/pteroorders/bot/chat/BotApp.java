package io.pteroorders.bot.chat;

import com.google.common.base.Ascii;
import com.google.common.base.Throwables;
import com.google.common.collect.ImmutableList;
import com.google.common.util.concurrent.Uninterruptibles;
import io.micrometer.core.instrument.MeterRegistry;
import io.pteroorders.bot.api.ApiApp;
import io.pteroorders.bot.api.http.ApiAudit;
import io.pteroorders.bot.api.resource.Jobs;
import io.pteroorders.bot.api.webhook.Webhook;
import io.pteroorders.bot.api.webhook.Webhooks;
import io.pteroorders.bot.call.CallTexts;
import io.pteroorders.bot.call.CustomerCalls;
import io.pteroorders.bot.command.AuditTrail;
import io.pteroorders.bot.command.BackupMaker;
import io.pteroorders.bot.command.CommandReader;
import io.pteroorders.bot.command.Commands;
import io.pteroorders.bot.command.MoneyRowTexts;
import io.pteroorders.bot.command.PaymentPictures;
import io.pteroorders.bot.command.PaymentReplies;
import io.pteroorders.bot.command.RefusalReplies;
import io.pteroorders.bot.command.Replies;
import io.pteroorders.bot.command.Reply;
import io.pteroorders.bot.command.ReplyText;
import io.pteroorders.bot.command.Result;
import io.pteroorders.bot.command.UnknownCommands;
import io.pteroorders.bot.command.admin.OrderSearch;
import io.pteroorders.bot.middleware.AccessLog;
import io.pteroorders.bot.middleware.AnswerFailures;
import io.pteroorders.bot.middleware.Audit;
import io.pteroorders.bot.middleware.CheckRole;
import io.pteroorders.bot.middleware.Handler;
import io.pteroorders.bot.middleware.TryAgain;
import io.pteroorders.bot.middleware.WordRefusals;
import io.pteroorders.bot.panel.PanelApp;
import io.pteroorders.bot.panel.PanelTask;
import io.pteroorders.bot.panel.ServerDesk;
import io.pteroorders.bot.payment.PaymentApp;
import io.pteroorders.bot.payment.PaymentTask;
import io.pteroorders.bot.picture.CodePictures;
import io.pteroorders.bot.port.Attachment;
import io.pteroorders.bot.port.Inbox;
import io.pteroorders.bot.port.IncomingMessage;
import io.pteroorders.bot.port.IncomingMessage.Trait;
import io.pteroorders.bot.port.Transport;
import io.pteroorders.bot.privacy.PrivacyDesk;
import io.pteroorders.bot.renewal.RenewalApp;
import io.pteroorders.bot.session.SignInLinks;
import io.pteroorders.bot.talk.SentenceReader;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageType;
import io.pteroorders.core.order.OrderEvent;
import io.pteroorders.core.order.PersonId;
import io.pteroorders.core.provisioning.Rooms;
import io.pteroorders.core.service.Actor.Role;
import io.pteroorders.core.service.OrderListener;
import io.pteroorders.core.service.OrderService;
import io.pteroorders.core.service.SubscriptionReader;
import io.pteroorders.core.storage.OrderStorage;
import io.pteroorders.core.subscription.RenewalRules;
import io.pteroorders.notify.Answering;
import io.pteroorders.notify.MessageSender;
import io.pteroorders.notify.NotificationPolicy;
import io.pteroorders.notify.NotificationText;
import io.pteroorders.notify.OrderPictures;
import io.pteroorders.notify.Outbox;
import io.pteroorders.notify.text.Formats;
import io.pteroorders.notify.text.OrderTexts;
import io.pteroorders.notify.text.Renewals;
import io.pteroorders.notify.text.Shop;
import io.pteroorders.notify.text.TextKey;
import io.pteroorders.notify.text.Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts put together: what comes in by a transport is answered, and then those are told whom it concerns. Messages
 * of one person are answered one after another, those of different persons at the same time. Thread-safe.
 */
public final class BotApp implements Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(BotApp.class);

    /** So many messages are taken in before the first of them is answered. */
    private static final int MOST_MESSAGES = 1000;

    /** The texts of notifications and replies. */
    public static final ImmutableList<Class<? extends TextKey>> TEXTS =
            ImmutableList.of(NotificationText.class, ReplyText.class);

    /** The same order twice within this time is asked about. */
    private static final Duration SLIP_PAUSE = Duration.ofMinutes(2);

    private static final Duration LAST_ANSWERS = Duration.ofSeconds(5);

    /** The counter of the messages that came in. */
    public static final String MESSAGES = "bot.messages";

    private final MeterRegistry meters;
    private final Outbox outbox;
    private final PaymentApp payments;
    private final Optional<PanelApp.Running> servers;
    private final RenewalApp renewals;
    private final Optional<ApiApp> api;
    private final Optional<PageShop> pages;
    private final PrivacyApp privacy;
    private final CustomerCalls calls;
    private final OwnerNotices ownerNotices;
    private final AfterReplies afterReplies = new AfterReplies();
    private final AdmissionControl admissions;
    private final Bot bot;
    private final KeyedExecutor<PersonId> executor;
    private final CompletableFuture<Void> end = new CompletableFuture<>();
    private volatile boolean stopped;

    /**
     * Puts the parts together.
     *
     * @param catalog what is sold now; asked each time
     * @param texts in force; when they are exchanged, what is said follows
     */
    public BotApp(
            ChatConfig config,
            Supplier<PackageCatalog> catalog,
            Texts texts,
            OrderStorage store,
            ChatStores stores,
            BackupMaker backups,
            MessageSender sender,
            ChatEnvironment environment) {
        this.meters = environment.meters();
        this.executor = new KeyedExecutor<>(environment.threads(), MOST_MESSAGES);
        Clock clock = environment.clock();
        OrderStorage storage = new MeasuredStorage(store, environment.meters());
        Shop shop = new Shop(
                config.storeName(),
                config.prefix(),
                config.roster().contact(),
                () -> example(catalog.get()),
                config.takesPictures(),
                config.payments().instructions(),
                config.panel().map(panel -> panel.address().toString()));
        RenewalRules rules =
                config.renewals().rules().trackingFrom(stores.renewals().since().orElseGet(clock::instant));
        OrderTexts orderTexts = new OrderTexts(
                texts,
                new Formats(texts, config.zone()),
                shop,
                Renewals.of(new SubscriptionReader(storage, catalog, rules), clock));
        Optional<PanelApp> panel = config.panel()
                .map(settings -> new PanelApp(
                        settings,
                        stores.panel().orElseThrow(),
                        storage,
                        environment.random(),
                        environment.panelThreads(),
                        environment.meters(),
                        clock));
        OrderPictures pictures = new PaymentPictures(
                CodePictures.of(config.storeName()),
                orderTexts.formats(),
                config.payments().picture());
        NotificationPolicy policy = new NotificationPolicy(config.roster().notified());
        Outbox.Builder sending = Outbox.builder(
                        storage,
                        orderTexts,
                        policy,
                        new WatchedSender(
                                panel.map(app -> app.sender(sender)).orElse(sender), end::completeExceptionally),
                        stores.deliveries(),
                        clock)
                .languages(stores.languages(), config.language())
                .optOuts(stores.optOuts())
                .pictures(pictures)
                .pace(config.pace());
        this.outbox = panel.map(app -> sending.passwords(app.passwords()))
                .orElse(sending)
                .open();
        OrderService service = OrderService.builder(storage, clock, environment.random())
                .catalog(catalog)
                .maxPendingOrders(config.maxPendingOrders())
                .slipPause(SLIP_PAUSE)
                .payBy(config.payments().methods())
                .rooms(panel.map(PanelApp::rooms).orElse(Rooms.ENDLESS))
                .renewals(rules)
                .listener(outbox, afterReplies)
                .listener(new News(), afterReplies)
                .build();
        LOG.info(config.roster().described());
        Replies replies = new Replies(orderTexts);
        Answers answers = new Answers(replies);
        this.admissions = new AdmissionControl(
                config.roster(), config.prefix(), answers, new RateLimit(config.commandsPerMinute(), clock), clock);
        this.payments = new PaymentApp(
                config.payments(),
                service,
                storage,
                stores.payments(),
                outbox.letters(),
                config.roster().notified(),
                new MoneyRowTexts(replies, config.language())::words,
                () -> replies.word("unpaid.reason", config.language()),
                afterReplies::runAll,
                meters,
                clock);
        this.servers = panel.map(app -> app.run(
                service,
                outbox.letters(),
                config.roster().notified(),
                trouble -> replies.filled(trouble.word(), config.language()),
                afterReplies::runAll));
        this.renewals = new RenewalApp(
                storage,
                service.subscriptions(),
                outbox,
                config.roster().notified(),
                config.renewals(),
                afterReplies::runAll,
                clock);
        this.api = config.api()
                .map(settings -> new ApiApp(
                        settings,
                        stores.api(),
                        new ApiApp.Shop(
                                service,
                                storage,
                                outbox,
                                payments.desk(),
                                renewals.index(),
                                servers.map(PanelApp.Running::desk),
                                jobs(),
                                entry -> stores.audit().keep(List.of(entry(entry))),
                                afterReplies::runAll,
                                webhook -> tellOff(webhook, config, clock)),
                        clock));
        Optional<SignInLinks> links = config.site().map(SignInLinks::new);
        this.calls = new CustomerCalls(
                stores.calls(),
                outbox.letters(),
                config.roster().notified(),
                new CallTexts(replies, config.language()),
                clock);
        this.privacy =
                PrivacyApp.of(storage, stores, outbox, renewals.index(), config, backups, sender, replies, clock);
        this.ownerNotices = new OwnerNotices(outbox, config.roster().notified(), backups, replies);
        OrderSearch search = new OrderSearch(service, replies, clock);
        new OutboxMeters(outbox, ownerNotices, clock).bindTo(meters);
        this.bot = bot(
                config,
                replies,
                answers,
                service,
                outbox,
                payments,
                renewals,
                pictures,
                calls,
                ownerNotices,
                stores,
                backups,
                servers.map(PanelApp.Running::desk),
                api.map(ApiApp::webhooks),
                links,
                search,
                privacy.desk(),
                environment);
        PageCommands commands = new PageCommands(bot, config, stores, outbox, replies, afterReplies::runAll, clock);
        this.pages = links.map(all -> new PageShop(
                service,
                payments.desk(),
                servers.map(PanelApp.Running::desk),
                renewals.index(),
                outbox,
                replies,
                pictures,
                stores.languages(),
                commands,
                all,
                stores.sessions(),
                privacy.data(),
                privacy.desk(),
                new PageRecords(
                        search, new WaitingOrders(storage), stores.api().keys(), stores.optOuts(), stores.calls())));
    }

    /** What sends messages; somebody has to see to it that they are sent when they are due. */
    public Outbox outbox() {
        return outbox;
    }

    /** Payments: the pages for those who tell of money, and work that somebody has to see to. */
    public PaymentApp payments() {
        return payments;
    }

    /** Servers that a panel makes: work that somebody has to see to; empty if the shop has no panel. */
    public Optional<PanelApp.Running> servers() {
        return servers;
    }

    /** The ends of what is paid for: somebody has to have them looked at now and then. */
    public RenewalApp renewals() {
        return renewals;
    }

    /** The interface for other programs; empty if there is none. */
    public Optional<ApiApp> api() {
        return api;
    }

    /** What the shop's pages are made of; empty if it has none. */
    public Optional<PageShop> pages() {
        return pages;
    }

    /** People's data: somebody has to see to what a crash left, and to what its time is over for. */
    public PrivacyApp privacy() {
        return privacy;
    }

    /** Customers' calls for a human: somebody has to see at the start to those that nobody was told of. */
    public CustomerCalls calls() {
        return calls;
    }

    /** Each time that a webhook is switched off is told of. */
    private void tellOff(Webhook webhook, ChatConfig config, Clock clock) {
        outbox.letters()
                .send(
                        "webhook-off:" + webhook.id() + ":" + clock.instant().toEpochMilli(),
                        NotificationText.WEBHOOK_OFF_ADMIN,
                        config.roster().notified(),
                        webhook.url().getHost() + " (" + webhook.id() + "): "
                                + webhook.off().orElse(""));
    }

    private static AuditTrail.Entry entry(ApiAudit.Entry entry) {
        return new AuditTrail.Entry(
                entry.time(),
                Optional.empty(),
                Optional.of(entry.who().text()),
                entry.what(),
                entry.order(),
                switch (entry.result()) {
                    case DONE -> Result.DONE;
                    case REFUSED -> Result.REFUSED;
                    case DENIED -> Result.DENIED;
                    case FAILED -> Result.FAILED;
                });
    }

    private ImmutableList<Jobs.Kind<?>> jobs() {
        return Stream.concat(
                        Stream.of(new Jobs.Kind<>("payments", payments.work(), PaymentTask::order)),
                        servers.map(running -> new Jobs.Kind<>("servers", running.work(), PanelTask::order)).stream())
                .collect(ImmutableList.toImmutableList());
    }

    /** Lets the work for payments and servers look at what happened. */
    private final class News implements OrderListener {

        @Override
        public void onEvent(OrderEvent event) {
            payments.work().onEvent(event);
            servers.ifPresent(running -> running.work().onEvent(event));
            api.ifPresent(others -> others.listener().onEvent(event));
        }

        @Override
        public void onMissedEvents() {
            payments.work().onMissedEvents();
            servers.ifPresent(running -> running.work().onMissedEvents());
            api.ifPresent(others -> others.listener().onMissedEvents());
        }
    }

    /** How many messages to admins lie there undelivered. */
    public int undeliveredToAdmins() {
        return ownerNotices.undelivered().size();
    }

    private static PackageType example(PackageCatalog catalog) {
        return Stream.concat(catalog.forSale().stream(), catalog.all().stream())
                .findFirst()
                .orElseThrow()
                .type();
    }

    /**
     * The texts of notifications and replies.
     *
     * @param overrides the operator's own templates
     */
    public static Texts loadTexts(Optional<Path> overrides) {
        return Texts.loadLazily(TEXTS, overrides);
    }

    private static Bot bot(
            ChatConfig config,
            Replies replies,
            Answers answers,
            OrderService service,
            Outbox outbox,
            PaymentApp payments,
            RenewalApp renewals,
            OrderPictures pictures,
            CustomerCalls calls,
            OwnerNotices ownerNotices,
            ChatStores stores,
            BackupMaker backups,
            Optional<ServerDesk> servers,
            Optional<Webhooks> webhooks,
            Optional<SignInLinks> links,
            OrderSearch search,
            PrivacyDesk privacy,
            ChatEnvironment environment) {
        Clock clock = environment.clock();
        PaymentReplies paymentReplies = new PaymentReplies(replies, payments.desk(), pictures);
        Commands commands = CommandList.of(
                service,
                outbox,
                payments.desk(),
                paymentReplies,
                renewals,
                replies,
                stores.languages(),
                stores.optOuts(),
                stores.proofs(),
                backups,
                servers,
                calls,
                stores.api().keys(),
                webhooks,
                links,
                stores.sessions(),
                search,
                privacy,
                person -> config.roster().roleOf(person) != Role.CUSTOMER,
                clock);
        UnknownCommands unknown = new UnknownCommands(commands, replies);
        Handler handler = Handler.chain(List.of(
                new WordRefusals(new RefusalReplies(replies)),
                new AnswerFailures(replies),
                new AccessLog(environment.meters()),
                new Audit(stores.audit(), clock),
                new CheckRole(unknown),
                new TryAgain(environment.retryPause())));
        CommandReader reader = new CommandReader(commands, config.prefix());
        StandingOrder standing = new StandingOrder(service, replies, clock);
        RareReplies rare = new RareReplies(replies, clock);
        SentenceAnswers sentences = new SentenceAnswers(
                service,
                replies.orders().texts().derived(() -> new SentenceReader(replies::wordsOfAllLanguages)),
                standing,
                calls,
                paymentReplies,
                replies,
                rare);
        SmallTalk smallTalk =
                new SmallTalk(stores.optOuts(), reader, answers, sentences, standing, calls, replies, rare, clock);
        Conversation conversation = new Conversation(stores.questions(), smallTalk, answers, replies, clock);
        return new Bot(
                stores.languages(),
                config.language(),
                replies,
                commands,
                unknown,
                reader,
                handler,
                new NoticeAnswers(outbox, calls, answers),
                new RenewalAnswers(renewals, answers, replies),
                conversation,
                new Pictures(service, stores.proofs(), standing, calls, replies, clock),
                ownerNotices);
    }

    /**
     * Answers what comes in by a transport until there is no more.
     *
     * @throws IOException if the way in breaks
     * @throws RuntimeException if the way out breaks
     */
    public void serve(Transport transport) throws IOException {
        Thread intake = new Thread(() -> run(transport), "intake");
        intake.setDaemon(true);
        intake.start();
        try {
            Uninterruptibles.getUninterruptibly(end);
        } catch (ExecutionException e) {
            stop();
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            Throwables.throwIfInstanceOf(cause, IOException.class);
            Throwables.throwIfUnchecked(cause);
            throw new IllegalStateException(cause);
        }
    }

    private void run(Transport transport) {
        try {
            transport.run(this);
            end.complete(null);
        } catch (IOException | RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    @Override
    public void accept(IncomingMessage message) {
        accept(message, () -> {});
    }

    @Override
    public void accept(IncomingMessage message, Runnable done) {
        if (stopped) {
            return;
        }
        Admission admission = admissions.admit(message);
        meters.counter(
                        MESSAGES,
                        "verdict",
                        Ascii.toLowerCase(admission.decision().name()))
                .increment();
        switch (admission.decision()) {
            case HEAR -> hear(admission, done);
            case WARN -> executor.execute(message.from(), () -> answer(message, () -> bot.warn(admission), done));
            case MUTE -> executor.execute(message.from(), () -> answer(message, () -> bot.passOver(admission), done));
            case IGNORE -> {
                hearFrom(message);
                done.run();
            }
        }
    }

    /** Whoever writes can be written to again. */
    private void hearFrom(IncomingMessage message) {
        if (!message.isInGroup() && !message.is(Trait.FROM_ME)) {
            outbox.heardFrom(message.from());
        }
    }

    /** A file is fetched before it is its message's turn, so that nobody waits for it. */
    private void hear(Admission admission, Runnable done) {
        IncomingMessage message = admission.message();
        Optional<Attachment> picture = message.attachment().filter(any -> bot.mayProve(admission));
        if (picture.isEmpty()) {
            executor.execute(message.from(), () -> answer(message, () -> bot.handle(admission), done));
            return;
        }
        picture.get()
                .fetch()
                .thenAccept(content -> executor.execute(
                        message.from(), () -> answer(message, () -> bot.handlePicture(admission, content), done)));
    }

    private void answer(IncomingMessage message, Supplier<Optional<Reply>> replying, Runnable done) {
        try {
            try (Answering answering = outbox.answering(message.from())) {
                hearFrom(message);
                Optional<Reply> said = replying.get();
                said.filter(reply -> reply.result() == Result.FAILED).ifPresent(failure -> admissions.forget(message));
                said.ifPresent(reply -> answering.reply(
                        Bot.outgoing(reply, message), reply.account().covers()));
            }
            done.run();
            afterReplies.runAll();
        } catch (RuntimeException | Error e) {
            end.completeExceptionally(e);
        }
    }

    @Override
    public void finish() {
        executor.finish();
        sendDueUnlessStopped();
    }

    /** Whoever stops this sends what is due, and closes the stores then. */
    private synchronized void sendDueUnlessStopped() {
        if (!stopped) {
            outbox.sendDue();
        }
    }

    /** Takes no more messages, and answers those that it has as far as a few seconds allow; the last are sent when it returns. */
    public void stop() {
        stopped = true;
        if (!executor.finish(LAST_ANSWERS)) {
            LOG.warn("not all messages could be answered before the end");
        }
        synchronized (this) {
            outbox.sendDue();
        }
    }
}

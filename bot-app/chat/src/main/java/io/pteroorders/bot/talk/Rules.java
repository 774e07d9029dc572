package io.pteroorders.bot.talk;

import static io.pteroorders.bot.talk.Concept.ACCOUNT;
import static io.pteroorders.bot.talk.Concept.ADMIN;
import static io.pteroorders.bot.talk.Concept.ADVERT;
import static io.pteroorders.bot.talk.Concept.AGAIN;
import static io.pteroorders.bot.talk.Concept.ANGER;
import static io.pteroorders.bot.talk.Concept.ARRIVED;
import static io.pteroorders.bot.talk.Concept.ASK;
import static io.pteroorders.bot.talk.Concept.AUTOMATIC;
import static io.pteroorders.bot.talk.Concept.BACK;
import static io.pteroorders.bot.talk.Concept.CANCEL;
import static io.pteroorders.bot.talk.Concept.CATALOGUE;
import static io.pteroorders.bot.talk.Concept.COMPLAINT;
import static io.pteroorders.bot.talk.Concept.COMPLETE;
import static io.pteroorders.bot.talk.Concept.CONFIRM;
import static io.pteroorders.bot.talk.Concept.DETAIL;
import static io.pteroorders.bot.talk.Concept.DONE;
import static io.pteroorders.bot.talk.Concept.DOWN;
import static io.pteroorders.bot.talk.Concept.ENGLISH;
import static io.pteroorders.bot.talk.Concept.GREET;
import static io.pteroorders.bot.talk.Concept.HELP;
import static io.pteroorders.bot.talk.Concept.HOW;
import static io.pteroorders.bot.talk.Concept.HOWMUCH;
import static io.pteroorders.bot.talk.Concept.HUMAN;
import static io.pteroorders.bot.talk.Concept.IF;
import static io.pteroorders.bot.talk.Concept.INDONESIAN;
import static io.pteroorders.bot.talk.Concept.INSTEAD;
import static io.pteroorders.bot.talk.Concept.LANGUAGE;
import static io.pteroorders.bot.talk.Concept.LATER;
import static io.pteroorders.bot.talk.Concept.LOGIN;
import static io.pteroorders.bot.talk.Concept.MINE;
import static io.pteroorders.bot.talk.Concept.MONEY;
import static io.pteroorders.bot.talk.Concept.NEGATION;
import static io.pteroorders.bot.talk.Concept.ORDER;
import static io.pteroorders.bot.talk.Concept.ORDERED;
import static io.pteroorders.bot.talk.Concept.PACKAGE;
import static io.pteroorders.bot.talk.Concept.PAID;
import static io.pteroorders.bot.talk.Concept.PAY;
import static io.pteroorders.bot.talk.Concept.PENDING;
import static io.pteroorders.bot.talk.Concept.PROCESS;
import static io.pteroorders.bot.talk.Concept.PROMO;
import static io.pteroorders.bot.talk.Concept.PROOF;
import static io.pteroorders.bot.talk.Concept.READY;
import static io.pteroorders.bot.talk.Concept.REFUND;
import static io.pteroorders.bot.talk.Concept.REJECT;
import static io.pteroorders.bot.talk.Concept.RENEW;
import static io.pteroorders.bot.talk.Concept.RUN;
import static io.pteroorders.bot.talk.Concept.SALES;
import static io.pteroorders.bot.talk.Concept.SEARCH;
import static io.pteroorders.bot.talk.Concept.SEND;
import static io.pteroorders.bot.talk.Concept.SERVER;
import static io.pteroorders.bot.talk.Concept.SMALL;
import static io.pteroorders.bot.talk.Concept.SPAM;
import static io.pteroorders.bot.talk.Concept.STATUS;
import static io.pteroorders.bot.talk.Concept.STOP;
import static io.pteroorders.bot.talk.Concept.SUSPENDED;
import static io.pteroorders.bot.talk.Concept.TELL;
import static io.pteroorders.bot.talk.Concept.THANKS;
import static io.pteroorders.bot.talk.Concept.UNTIL;
import static io.pteroorders.bot.talk.Concept.UPGRADE;
import static io.pteroorders.bot.talk.Concept.VOCATIVE;
import static io.pteroorders.bot.talk.Concept.WANT;
import static io.pteroorders.bot.talk.Concept.WHEN;
import static io.pteroorders.bot.talk.Concept.WHERE;

import com.google.common.collect.ImmutableList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What sentences mean, by what they say: the first rule that fits decides. What says least of what is wanted comes last; what
 * a guess would do damage to comes first. Immutable and thread-safe.
 */
final class Rules {

    /** What a sentence means if it fits. */
    private record Rule(ImmutableList<Intent> intents, Predicate<Said> fits) {}

    /** A sentence, with what it names and where its writer stands. */
    record Said(Sentence words, Slots slots, Place place, boolean hasServer) {

        boolean says(Concept... concepts) {
            return words.says(concepts);
        }

        boolean any(Concept... concepts) {
            return words.saysAny(concepts);
        }

        boolean none(Concept... concepts) {
            return !words.saysAny(concepts);
        }

        boolean denies(Concept... concepts) {
            return words.denies(concepts);
        }

        boolean asks() {
            return words.asks();
        }

        boolean only(Concept... concepts) {
            return words.isOnly(concepts);
        }

        /** Whether a package is named. */
        boolean names() {
            return !slots.packages().isEmpty();
        }

        /** Whether a package is named with how long it is wanted. */
        boolean namesAll() {
            return names() && (slots.months().isPresent() || slots.tooShort() || timed());
        }

        private boolean timed() {
            return slots.packages().stream().anyMatch(wanted -> wanted.months().isPresent());
        }

        /** Whether somebody says that they want something. */
        boolean wants() {
            return any(ORDER, WANT) && !denies(ORDER, WANT);
        }

        /** Whether something is to happen later. */
        boolean later() {
            return says(LATER) || denies(LATER);
        }

        boolean pays() {
            return any(PAY, PAID);
        }
    }

    private static Rule rule(Intent intent, Predicate<Said> fits) {
        return new Rule(ImmutableList.of(intent), fits);
    }

    private static Rule rule(Intent first, Intent second, Predicate<Said> fits) {
        return new Rule(ImmutableList.of(first, second), fits);
    }

    private static final ImmutableList<Rule> ADMINS = ImmutableList.of(
            rule(Intent.CHITCHAT, said -> said.denies(CONFIRM, PROCESS, COMPLETE, CANCEL, ARRIVED, PAID, REJECT)),
            rule(Intent.TELL_CUSTOMER, said -> said.says(TELL)),
            rule(Intent.STATISTICS, said -> said.says(SALES)),
            rule(Intent.CONFIRM, said -> said.says(CONFIRM)),
            rule(Intent.LIST_PENDING, said -> said.says(PENDING)),
            rule(Intent.CANCEL, said -> said.any(CANCEL, REJECT) && isAboutOrder(said)),
            rule(Intent.COMPLETE, said -> said.says(COMPLETE) && isAboutOrder(said) && !isMarked(said)),
            rule(Intent.PROCESS, said -> said.says(PROCESS) && isAboutOrder(said)),
            rule(Intent.SEARCH, said -> said.says(SEARCH)));

    private static boolean isAboutOrder(Said said) {
        return said.slots().order().isPresent();
    }

    private static final ImmutableList<Rule> CUSTOMERS = ImmutableList.of(
            rule(Intent.SPAM, said -> said.says(SPAM) && said.none(ORDER) && !said.namesAll()),
            rule(Intent.CHITCHAT, said -> said.denies(STOP) && said.says(ADVERT)),
            rule(
                    Intent.OPT_OUT,
                    said -> (said.says(ADVERT) || said.denies(ADVERT)) && (said.says(STOP) || said.denies(SEND))),
            rule(Intent.SPEAK_ENGLISH, said -> said.says(ENGLISH)),
            rule(Intent.SPEAK_INDONESIAN, said -> said.says(INDONESIAN)),
            rule(Intent.LANGUAGE, said -> said.says(LANGUAGE)),
            rule(Intent.CHITCHAT, said -> (said.denies(DOWN) && said.none(RENEW, AGAIN)) || said.says(CANCEL, DOWN)),
            rule(Intent.STATUS, Intent.CREDENTIALS, said -> said.says(DONE, READY, LOGIN)),
            rule(Intent.CREDENTIALS, Rules::asksForLogin),
            rule(Intent.HUMAN, Rules::wantsPerson),
            rule(Intent.COMPLAINT, Intent.REFUND, said -> complains(said) && said.says(REFUND)),
            rule(Intent.COMPLAINT, Rules::complains),
            rule(Intent.CANCEL, Intent.REFUND, said -> said.says(CANCEL, REFUND)),
            rule(Intent.REFUND, said -> said.says(REFUND) || said.says(MONEY, BACK)),
            rule(Intent.PAID_CLAIM, Intent.STATUS, said -> claimsPayment(said) && said.says(WHEN)),
            rule(Intent.PAID_CLAIM, Rules::claimsPayment),
            rule(
                    Intent.STATUS,
                    said -> said.place() == Place.PAID && (said.any(STATUS, PENDING) || said.denies(READY))),
            rule(Intent.PROOF_QUESTION, said -> said.says(PROOF) || (said.says(IF, DONE) && said.pays())),
            rule(Intent.STATUS, said -> said.denies(CANCEL) && said.says(READY) && said.any(ASK, WHEN)),
            rule(
                    Intent.PAY_HOW,
                    said -> said.place() == Place.UNPAID && said.pays() && said.any(UNTIL, WHEN) && !said.later()),
            rule(Intent.PAY_HOW, said -> said.place() == Place.UNPAID && said.says(IF) && said.pays() && said.asks()),
            rule(Intent.STATUS, said -> said.denies(CANCEL) && said.asks() && said.none(CANCEL)),
            rule(Intent.PROMISE, said -> said.denies(CANCEL) && said.none(CANCEL, RENEW)),
            rule(
                    Intent.SERVER_INFO,
                    said -> said.hasServer() && said.says(IF) && (said.denies(RENEW, PAY) || said.says(STOP))),
            rule(Intent.SERVER_INFO, said -> said.hasServer() && said.says(WHEN) && said.any(DOWN, UNTIL, SUSPENDED)),
            rule(Intent.SERVER_INFO, said -> said.hasServer() && said.says(DETAIL)),
            rule(Intent.SERVER_INFO, said -> said.hasServer() && said.says(MINE) && said.any(PACKAGE, CATALOGUE)),
            rule(
                    Intent.CANCEL,
                    said -> said.hasServer()
                            && ((said.says(STOP)
                                            && said.words().words().size() > 1
                                            && said.none(DOWN)
                                            && !said.says(SERVER, AUTOMATIC)
                                            && !said.denies(RUN))
                                    || said.denies(RENEW))),
            rule(Intent.CANCEL, said -> said.place() == Place.UNPAID && said.denies(RENEW)),
            rule(Intent.PROMISE, said -> said.says(RENEW) && said.later()),
            rule(Intent.RENEW, said -> said.says(SUSPENDED) && said.any(RUN, AGAIN, ASK) && said.hasServer()),
            rule(Intent.RENEW, Intent.UPGRADE, said -> renews(said) && said.says(UPGRADE)),
            rule(Intent.RENEW, Intent.PAY_HOW, said -> renews(said) && said.pays() && said.any(ACCOUNT, WHERE)),
            rule(
                    Intent.SERVER_DOWN,
                    said -> said.none(SMALL)
                            && (said.hasServer() || said.none(LATER))
                            && (said.says(DOWN)
                                    || (said.hasServer() && said.says(STOP, AUTOMATIC, SERVER))
                                    || (said.denies(RUN) && said.none(PAY, ORDER))
                                    || (said.says(SERVER) && said.denies(LOGIN, ARRIVED)))),
            rule(Intent.RENEW, Rules::renews),
            rule(Intent.UPGRADE, said -> said.hasServer() && said.says(UPGRADE)),
            rule(Intent.THANKS, Rules::thanks),
            rule(Intent.PAY_HOW, said -> said.says(CANCEL) && said.pays() && said.any(LATER, AUTOMATIC)),
            rule(
                    Intent.CANCEL,
                    Intent.ORDER,
                    said -> said.says(CANCEL)
                            && said.names()
                            && said.any(UPGRADE, ORDER, WANT)
                            && said.place() != Place.NOTHING),
            rule(
                    Intent.STATUS,
                    said -> said.says(CANCEL)
                            && (said.says(AUTOMATIC) || (said.says(DONE) && said.asks()))
                            && said.none(LATER, SMALL)),
            rule(
                    Intent.CANCEL,
                    said -> said.says(CANCEL)
                            && said.none(LATER, SMALL)
                            && !said.names()
                            && (said.none(IF) || said.asks())),
            rule(Intent.CANCEL, said -> said.says(CANCEL) && said.none(IF, LATER) && said.place() == Place.UNPAID),
            rule(Intent.PROMO, said -> said.says(PROMO) && said.slots().amount().isPresent() && said.names()),
            rule(Intent.PROMISE, said -> said.says(LATER) && said.says(IF)),
            rule(
                    Intent.PROMISE,
                    said -> said.denies(PAY)
                            && said.place() == Place.UNPAID
                            && !isMarked(said)
                            && said.none(IF, ACCOUNT, WHERE, HOW, HOWMUCH)),
            rule(
                    Intent.PROMISE,
                    said -> said.later() && said.any(PAY, PAID, ACCOUNT) && !said.asks() && !said.namesAll()),
            rule(Intent.ORDER, said -> said.names() && said.any(UPGRADE, INSTEAD)),
            rule(Intent.STATUS, said -> said.says(DONE, READY)),
            rule(Intent.PRICE, said -> said.says(IF, HOWMUCH)),
            rule(
                    Intent.PRICE,
                    said -> said.names()
                            && said.slots().amount().isPresent()
                            && isMarked(said)
                            && !said.wants()
                            && said.none(PROMO)
                            && !said.slots().offer()),
            rule(Intent.PRICE, Intent.PAY_HOW, said -> said.names() && said.says(HOWMUCH) && said.pays()),
            rule(
                    Intent.ORDER,
                    Intent.PAY_HOW,
                    said -> (said.namesAll() || (said.names() && said.wants()))
                            && (said.none(HOWMUCH) || said.says(ACCOUNT))
                            && (said.any(ACCOUNT) || (said.says(PAY) && said.any(WHERE, HOW)))),
            rule(
                    Intent.ORDER,
                    Intent.PROMO,
                    said -> said.namesAll()
                            && said.wants()
                            && said.says(PROMO)
                            && !said.slots().amount().isPresent()),
            rule(Intent.PROMO, said -> said.says(PROMO) || said.slots().offer()),
            rule(Intent.PRICE, said -> said.names() && said.says(HOWMUCH)),
            rule(Intent.SERVER_INFO, said -> said.says(UNTIL) && said.hasServer()),
            rule(Intent.PAY_HOW, said -> (said.pays() && said.none(LATER)) || said.says(ACCOUNT)),
            rule(Intent.PAY_HOW, said -> said.place() == Place.UNPAID && said.says(HOWMUCH)),
            rule(
                    Intent.PAY_HOW,
                    said -> said.says(MONEY)
                            && said.any(WHERE, HOW)
                            && (said.says(SEND) || said.place() != Place.NOTHING)),
            rule(Intent.PAY_HOW, said -> said.says(UNTIL) && said.place() == Place.UNPAID),
            rule(
                    Intent.HOW_TO_ORDER,
                    said -> said.says(HOW, ORDER)
                            || (said.says(HELP, ORDER) && !said.names())
                            || asksWhereToOrder(said)),
            rule(Intent.STATUS, Rules::asksForStatus),
            rule(Intent.CHITCHAT, said -> said.denies(ORDER, WANT) && !said.namesAll()),
            rule(Intent.ORDER, said -> said.namesAll() && (!said.says(IF) || said.says(WANT))),
            rule(Intent.ORDER, said -> said.names() && said.wants() && said.none(IF, CATALOGUE) && !said.says(HOWMUCH)),
            rule(Intent.PROMISE, said -> said.says(LATER)),
            rule(
                    Intent.ORDER,
                    said -> said.says(ORDER, AGAIN) || (said.names() && said.says(AGAIN) && said.none(HOWMUCH))),
            rule(Intent.CHITCHAT, said -> said.names() && said.says(SMALL)),
            rule(Intent.PRICE, said -> said.names() && said.slots().packages().size() == 1),
            rule(Intent.CATALOGUE, said -> said.slots().packages().size() > 1),
            rule(Intent.HELP, said -> said.says(HELP) && said.none(PACKAGE)),
            rule(
                    Intent.PRICE,
                    said -> said.any(HOWMUCH)
                            || (said.slots().amount().isPresent()
                                    && (said.any(CATALOGUE, ASK) || said.place() == Place.NOTHING))),
            rule(Intent.HOW_TO_ORDER, said -> said.says(ORDER) && said.asks() && said.none(WANT)),
            rule(Intent.CATALOGUE, said -> said.any(CATALOGUE) || said.says(PACKAGE)),
            rule(Intent.ORDER, said -> said.says(ORDER)),
            rule(Intent.HELP, said -> said.says(HELP) || said.denies(HELP)),
            rule(
                    Intent.SERVER_DOWN,
                    said -> said.hasServer()
                            && (said.says(RUN, SERVER) || (said.any(RUN, NEGATION) && said.only(RUN, NEGATION, ASK)))),
            rule(Intent.CHITCHAT, said -> said.says(SMALL)),
            rule(Intent.GREET, said -> said.any(GREET, VOCATIVE) && said.only(GREET, ADMIN)));

    private Rules() {}

    private static boolean asksForLogin(Said said) {
        return said.says(LOGIN) && said.none(PAY, ORDER, SMALL) && !said.names();
    }

    private static boolean wantsPerson(Said said) {
        return said.none(CONFIRM)
                && (said.says(HUMAN)
                        || (said.says(ADMIN) && said.none(ORDER, PAY) && !said.names() && isAboutAdmin(said)));
    }

    /** Mostly an admin is how people call whoever answers. */
    private static boolean isAboutAdmin(Said said) {
        return said.only(ADMIN, ASK, HELP, WANT) || said.any(WANT, WHERE, TELL) || said.asks();
    }

    private static boolean complains(Said said) {
        return said.says(ANGER)
                || (said.says(COMPLAINT) && said.none(SERVER, DOWN) && !said.denies(RUN))
                || (said.says(DONE, SUSPENDED) && said.pays());
    }

    private static boolean claimsPayment(Said said) {
        boolean paid = said.says(DONE)
                && (said.pays()
                        || (said.says(MONEY)
                                && (said.any(SEND, ARRIVED)
                                        || (said.place() == Place.UNPAID && !said.asks() && !said.later())))
                        || (said.says(ACCOUNT)
                                && said.place() == Place.UNPAID
                                && !said.asks()
                                && said.none(NEGATION, LATER))
                        || (said.says(ARRIVED) && said.place() == Place.UNPAID && said.none(ORDERED)));
        boolean settled = said.says(PAID) && said.place() == Place.UNPAID && !said.asks() && !said.later();
        boolean sum = said.place() == Place.UNPAID && said.slots().amount().isPresent() && said.any(PAY, ACCOUNT);
        return (paid || settled || sum)
                && said.none(IF, WANT, WHERE, HOWMUCH, CANCEL, RENEW, PROOF, UNTIL, BACK, SMALL)
                && !said.denies(PAY)
                && !(said.says(STATUS) && said.asks() && said.place() == Place.PAID);
    }

    private static boolean renews(Said said) {
        boolean another = said.hasServer()
                && said.says(AGAIN)
                && said.slots().months().isPresent()
                && said.none(ORDER)
                && !said.names();
        return (said.says(RENEW) || another) && (said.hasServer() || said.says(SERVER)) && said.none(STOP);
    }

    private static boolean thanks(Said said) {
        return said.says(THANKS)
                && !said.names()
                && said.none(ORDER, HOWMUCH, WHERE, HOW, STATUS, PAY, CATALOGUE, ORDERED, AUTOMATIC);
    }

    private static boolean isMarked(Said said) {
        return said.words().words().contains("?");
    }

    private static boolean asksWhereToOrder(Said said) {
        return said.says(ORDER)
                && !said.names()
                && (said.says(IF, WANT) || (said.says(WHERE) && said.place() == Place.NOTHING));
    }

    private static boolean asksForStatus(Said said) {
        boolean waits = said.place() == Place.UNPAID || said.place() == Place.PAID;
        return said.says(STATUS)
                || said.says(ORDERED)
                || said.denies(ORDERED)
                || (said.slots().order().isPresent() && said.none(CONFIRM))
                || (said.says(READY) && (said.any(WHEN) || (waits && said.asks())))
                || (waits && (said.denies(READY) || (said.says(NEGATION, ASK) && said.only(NEGATION, ASK, STATUS))))
                || (said.says(WHEN) && waits)
                || (said.says(DONE) && said.asks() && waits)
                || (said.says(ORDER) && said.any(ARRIVED, WHERE) && !said.names());
    }

    /** What a customer means; empty if no rule fits. */
    static ImmutableList<Intent> ofCustomer(Said said) {
        return first(CUSTOMERS.stream(), said);
    }

    /** What an admin means; empty if no rule fits. */
    static ImmutableList<Intent> ofAdmin(Said said) {
        return first(ADMINS.stream(), said);
    }

    private static ImmutableList<Intent> first(Stream<Rule> rules, Said said) {
        return rules.filter(rule -> rule.fits().test(said))
                .map(Rule::intents)
                .findFirst()
                .orElse(ImmutableList.of());
    }
}

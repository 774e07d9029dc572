package io.pteroorders.bot.talk;

import com.google.common.base.Ascii;

/** Something that words stand for, whatever the language. The words stand under {@code talk.} in the files of words. */
enum Concept {
    GREET,
    HELP,
    CATALOGUE,
    PACKAGE,
    HOWMUCH,
    CHEAPEST,
    DEAREST,
    ORDER,
    WANT,
    /** An order that there is. */
    ORDERED,
    HOW,
    PAY,
    PAID,
    ARRIVED,
    /** A bank, a wallet, a code to pay by. */
    ACCOUNT,
    WHERE,
    /** That something has happened. */
    DONE,
    PROOF,
    MONEY,
    /** That something returns. */
    BACK,
    SEND,
    STATUS,
    READY,
    WHEN,
    LOGIN,
    UNTIL,
    SERVER,
    /** Of what is their own. */
    MINE,
    DETAIL,
    DOWN,
    RUN,
    RENEW,
    SUSPENDED,
    UPGRADE,
    CANCEL,
    STOP,
    REFUND,
    HUMAN,
    /** An admin, or how one calls whoever answers. */
    ADMIN,
    /** That something happens by itself. */
    AUTOMATIC,
    THANKS,
    ADVERT,
    PROMO,
    LANGUAGE,
    ENGLISH,
    INDONESIAN,
    /** That something takes too long, or is bad. */
    COMPLAINT,
    /** That somebody is angry, whatever it is about. */
    ANGER,
    LATER,
    IF,
    NEGATION,
    ASK,
    AGAIN,
    /** Somebody else; no rule looks for it, but what says it is not read as anything else. */
    OTHER,
    SPAM,
    SMALL,
    CONFIRM,
    PROCESS,
    COMPLETE,
    PENDING,
    SALES,
    SEARCH,
    TELL,
    REJECT,
    INSTEAD,
    /** Stands before what somebody leaves. */
    FROM,
    MONTHS,
    YEARS,
    DAYS,
    /** A unit shorter than a month, or a time that is. */
    WEEKS,
    TOO_SHORT,
    ONE_MONTH,
    HALF_YEAR,
    ONE_YEAR,
    GIGABYTES,
    THOUSAND,
    MILLION,
    /** How people call whoever answers. */
    VOCATIVE,
    /** What says nothing by itself. */
    FILLER;

    /** The name of its words. */
    String key() {
        return "talk." + Ascii.toLowerCase(name()).replace('_', '-');
    }
}

package io.pteroorders.bot.talk;

/** What somebody wants who writes to a shop. */
public enum Intent {
    GREET,
    /** What can be done here. */
    HELP,
    /** What is sold. */
    CATALOGUE,
    /** What something costs. */
    PRICE,
    HOW_TO_ORDER,
    /** They want a package. */
    ORDER,
    /** Where to, with what, how much and until when to pay. */
    PAY_HOW,
    /** They say that they have paid. */
    PAID_CLAIM,
    /** Where a proof of payment goes, and whether it came. */
    PROOF_QUESTION,
    /** How far an order is. */
    STATUS,
    /** How to get into the panel. */
    CREDENTIALS,
    /** Which server they have, and until when. */
    SERVER_INFO,
    /** Something does not run. */
    SERVER_DOWN,
    RENEW,
    /** Another package for a server. */
    UPGRADE,
    /** They do not want an order, or a renewal, any more. */
    CANCEL,
    REFUND,
    /** They want a person. */
    HUMAN,
    COMPLAINT,
    THANKS,
    /** No more broadcasts. */
    OPT_OUT,
    /** Discounts, trials, haggling. */
    PROMO,
    SPEAK_ENGLISH,
    SPEAK_INDONESIAN,
    /** Another language, which the shop may not speak. */
    LANGUAGE,
    /** They will pay, or decide, later. */
    PROMISE,
    /** Nothing is asked. */
    CHITCHAT,
    SPAM,
    /** An admin wants orders confirmed. */
    CONFIRM,
    /** An admin wants orders processed. */
    PROCESS,
    /** An admin wants an order completed. */
    COMPLETE,
    /** What an admin has to see to. */
    LIST_PENDING,
    /** What the shop takes in. */
    STATISTICS,
    /** An admin looks for orders. */
    SEARCH,
    /** An admin wants a customer told something. */
    TELL_CUSTOMER,
    /** Nothing that is known. */
    UNCLEAR
}

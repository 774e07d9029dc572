package io.pteroorders.bot;

import io.pteroorders.bot.command.OpenQuestions;
import io.pteroorders.bot.state.People;
import io.pteroorders.notify.Languages;
import io.pteroorders.notify.OptOuts;

/** What the bot remembers of people beside their orders. */
record Memory(Languages languages, OptOuts optOuts, OpenQuestions questions) {

    /** Forgotten when the program ends. */
    static Memory inMemory() {
        return new Memory(Languages.inMemory(), OptOuts.inMemory(), OpenQuestions.inMemory());
    }

    /** Kept in files. */
    static Memory of(People people) {
        return new Memory(people, people, people);
    }
}

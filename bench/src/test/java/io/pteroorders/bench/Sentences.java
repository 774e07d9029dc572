package io.pteroorders.bench;

import com.google.common.base.Stopwatch;
import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import io.pteroorders.bot.chat.BotApp;
import io.pteroorders.bot.talk.Place;
import io.pteroorders.bot.talk.SentenceReader;
import io.pteroorders.core.catalog.PackageCatalog;
import io.pteroorders.core.catalog.PackageInfo;
import io.pteroorders.notify.text.Language;
import io.pteroorders.notify.text.Texts;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The reader of sentences: as people write them, and the worst that somebody can write. */
final class Sentences {

    private static final ImmutableList<String> SAID = ImmutableList.of(
            "halo kak saya mau tanya kalau paket silver untuk tiga bulan berapa ya terima kasih",
            "mau order gold 3 bulan dong",
            "rek nya mana kak?",
            "udah tf ya kak, mohon dicek",
            "pesanan saya sampai mana",
            "batalin yg bronze, ganti gold sebulan",
            "jangan dibatalin ya kak nanti sore saya bayar",
            "ok",
            "my server is down, can somebody help",
            "kok lama banget sih");

    /** Words that nobody knows, each a slip away from something perhaps. */
    private static final String WORST = Strings.repeat("bayxrnya transfexnya perpanjxng ", 20);

    private final Form form;
    private final Figures figures;

    Sentences(Form form, Figures figures) {
        this.form = form;
        this.figures = figures;
    }

    void measure() {
        figures.section("A sentence without a command, read");
        Texts texts = BotApp.loadTexts(Optional.empty());
        SentenceReader reader = new SentenceReader(name -> Arrays.stream(Language.values())
                .map(language -> texts.word(name, language))
                .toList());
        for (int round = 0; round <= form.rounds(); round++) {
            double said = micros(reader, SAID);
            double worst = micros(reader, List.of(WORST));
            if (round > 0) {
                figures.add("a sentence", said);
                figures.add("300 characters of slips", worst);
            }
        }
        figures.line("a sentence", "µs", "100 µs");
        figures.line("300 characters of slips", "µs", "");
    }

    private double micros(SentenceReader reader, List<String> texts) {
        ImmutableList<PackageInfo> sold = PackageCatalog.PACKAGE_CATALOG.forSale();
        SentenceReader.Writer writer = new SentenceReader.Writer(Place.UNPAID, false, false, word -> false);
        Stopwatch watch = Stopwatch.createStarted();
        long read = 0;
        long intents = 0;
        while (watch.elapsed().compareTo(form.slice()) < 0) {
            for (String text : texts) {
                intents += reader.read(text, writer, sold).intents().size();
                read++;
            }
        }
        if (intents < read) {
            throw new IllegalStateException("a sentence had no intent");
        }
        return watch.elapsed().toNanos() / 1e3 / read;
    }
}

package io.pteroorders.storage.json;

import com.google.common.base.Stopwatch;
import io.pteroorders.storage.json.FaultyDisk.Fault;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Calls to the disk that fail, each in turn. */
class FaultTest {

    private static final boolean LONG = Boolean.getBoolean("faults");

    @Test
    void whateverCallFailsEveryAnswerIsTrue() {
        Stopwatch watch = Stopwatch.createStarted();
        FaultSweep sweep = new FaultSweep(UnaryOperator.identity());
        long calls = sweep.calls();
        java.util.Map<String, Integer> bad = new java.util.TreeMap<>();
        for (Fault fault : Fault.values()) {
            for (long call = 1; call <= calls; call += LONG ? 1 : 1) {
                for (boolean forGood : new boolean[] {false, true}) {
                    try {
                        sweep.run(fault, call, forGood);
                    } catch (RuntimeException e) {
                        String m = String.valueOf(e.getMessage());
                        if (bad.merge(
                                        m.substring(m.indexOf(": ") + 2)
                                                .replaceAll("[0-9]+", "#")
                                                .substring(0, Math.min(110, m.length() - m.indexOf(": ") - 2)),
                                        1,
                                        Integer::sum)
                                == 1) {
                            System.out.println(m.substring(0, Math.min(400, m.length())));
                            if (e.getCause() != null && !(e.getCause() instanceof BrokenPromise))
                                e.printStackTrace(System.out);
                            Throwable c = e;
                            while (c.getCause() != null) c = c.getCause();
                            if (c != e) {
                                System.out.println("   root " + c);
                                for (int i = 0; i < 8 && i < c.getStackTrace().length; i++)
                                    System.out.println("      " + c.getStackTrace()[i]);
                            }
                        }
                    }
                }
            }
        }
        bad.forEach((k, v) -> System.out.println(v + " x " + k));
        System.out.println(sweep.lives() + " lives of " + calls + " calls, " + sweep.states() + " states, "
                + sweep.acknowledged() + " acknowledged, " + watch);
    }
}

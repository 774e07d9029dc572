package io.pteroorders.core.provisioning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableSortedSet;
import io.pteroorders.core.catalog.ServerFeatures;
import io.pteroorders.core.catalog.ServerLimits;
import io.pteroorders.core.catalog.ServerPlan;
import io.pteroorders.core.catalog.ServerSpecifications;
import io.pteroorders.core.catalog.ServerStartup;
import io.pteroorders.core.provisioning.SoldWords.Difference;
import io.pteroorders.core.provisioning.SoldWords.Part;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("B65: what is sold is what is delivered")
class SoldWordsTest {

    private static ServerPlan plan(int memory, int cpu, int disk) {
        return new ServerPlan(
                15,
                Optional.empty(),
                ImmutableSortedSet.of(),
                ImmutableSortedSet.of(),
                new ServerLimits(memory, 0, disk, ServerLimits.USUAL_IO, cpu),
                ServerFeatures.NONE,
                ServerStartup.OF_THE_EGG,
                true);
    }

    private static List<Difference> differences(String ram, String cpu, String storage, ServerPlan plan) {
        return SoldWords.differences(new ServerSpecifications(ram, cpu, storage, "Unlimited"), plan);
    }

    @ParameterizedTest
    @CsvSource({
        "1GB, 1024",
        "1 gb, 1024",
        "512MB, 512",
        "512 MiB, 512",
        "1.5GB, 1536",
        "'1,5 GB', 1536",
        "2G, 2048",
        "1TB, 1048576",
        "0.5 TB, 524288",
        "'16 GB, DDR5', 16384",
        "DDR4 8GB, 8192",
        "RAM: 4 GB, 4096",
        "10GB NVMe (RAID 1), 10240",
        "1.1GB, 1126",
        "1.1GB, 1127",
        "512, 512"
    })
    void aSizeIsANumberOfMegabytes(String words, int megabytes) {
        assertEquals(List.of(), differences(words, "", words, plan(megabytes, 100, megabytes)));
        assertEquals(
                2,
                differences(words, "", words, plan(megabytes + 2, 100, megabytes - 2))
                        .size());
    }

    @ParameterizedTest
    @CsvSource({
        "1 CPU, 100",
        "1 vCPU, 100",
        "2 Core, 200",
        "2 vCores, 200",
        "4 CPUs, 400",
        "0.5 CPU, 50",
        "150%, 150",
        "150 %, 150",
        "4 vCPU Ryzen 9 5950X, 400",
        "1, 100"
    })
    void aShareIsANumberOfPercent(String words, int percent) {
        assertEquals(List.of(), differences("", words, "", plan(1, percent, 1)));
        assertEquals(
                List.of(new Difference(Part.CPU, words, percent, percent + 50)),
                differences("", words, "", plan(1, percent + 50, 1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Unlimited SSD", "Unlimited", "", "NVMe", "DDR5", "Gen 4", "as much as you like", "1/2", "½ core"
            })
    void aWordWithoutANumberIsComparedWithNothing(String words) {
        assertEquals(List.of(), differences(words, words, words, plan(1, 1, 5120)));
    }

    @Test
    void whatIsDeliveredWithoutALimitIsNotWhatWasSold() {
        assertEquals(
                List.of(new Difference(Part.STORAGE, "2GB", 2048, 0)),
                differences("1GB", "1 CPU", "2GB", plan(1024, 100, 0)));
        assertEquals(List.of(), differences("Unlimited", "Unlimited", "Unlimited", plan(0, 0, 0)));
    }

    @Test
    void packagesOfAnotherShopThatDeliveredSomethingElseAreFound() {
        assertEquals(
                List.of(new Difference(Part.RAM, "1GB", 1024, 512), new Difference(Part.CPU, "100%", 100, 50)),
                differences("1GB", "100%", "2GB", plan(512, 50, 2048)));
        assertEquals(
                List.of(
                        new Difference(Part.RAM, "4GB", 4096, 2048),
                        new Difference(Part.CPU, "200%", 200, 150),
                        new Difference(Part.STORAGE, "10GB", 10240, 8192)),
                differences("4GB", "200%", "10GB", plan(2048, 150, 8192)));
        assertEquals(
                2,
                differences("16GB", "400%", "Unlimited SSD", plan(32768, 800, 5120))
                        .size());
    }
}

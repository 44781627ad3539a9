package dev.syncdb.lab.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.syncdb.lab.house.House.Module;

import org.junit.jupiter.api.Test;

import java.util.List;

final class LayersTest {
    @Test
    void importsRunDownwardsOnly() {
        List<String> problems = Layers.problems(House.here().mainSources());

        assertEquals("", String.join("\n", problems), "imports against docs/architecture.md");
    }

    @Test
    void anImportDownwardsIsLegal() {
        JavaSource low = planted(Module.CORE, "dev.syncdb.value", "Value", "");
        JavaSource high =
                planted(Module.CORE, "dev.syncdb.store", "Heap", "import dev.syncdb.value.Value;");

        assertEquals(List.of(), Layers.problems(List.of(low, high)));
    }

    @Test
    void anImportUpwardsIsFound() {
        noticed("above", Module.CORE, "dev.syncdb.value", "import dev.syncdb.store.Heap;");
        noticed("above", Module.CORE, "dev.syncdb.value", "import dev.syncdb.Database;");
        noticed("above", Module.SYNC, "dev.syncdb.sync.message", "import dev.syncdb.sync.apply.*;");
    }

    @Test
    void aNameInFullIsAsGoodAsAnImport() {
        noticed(
                "above",
                Module.CORE,
                "dev.syncdb.value",
                "class A { Object o = dev.syncdb.store.Heap.of(); }");
        noticed(
                "above",
                Module.CORE,
                "dev.syncdb.value",
                "import static dev.syncdb.store.Heap.of;");
    }

    @Test
    void aLowerPackageMayBeForbiddenToo() {
        noticed("never", Module.CORE, "dev.syncdb.store", "import dev.syncdb.codec.Varint;");
        noticed("never", Module.CORE, "dev.syncdb.store", "import dev.syncdb.codec.v1.Frame;");
        noticed("never", Module.CORE, "dev.syncdb.delta", "import dev.syncdb.change.Change;");
        noticed("never", Module.CORE, "dev.syncdb.sql.plan", "import dev.syncdb.lens.Lens;");
    }

    @Test
    void modulesKeepApart() {
        noticed("module", Module.CORE, "dev.syncdb", "import dev.syncdb.sync.pull.Pull;");
        noticed("module", Module.CLIENT, "dev.syncdb.client", "import dev.syncdb.server.Space;");
        noticed("module", Module.SERVER, "dev.syncdb.server", "import dev.syncdb.client.Outbox;");
        noticed("module", Module.LAB, "dev.syncdb.lab", "import dev.syncdb.cli.Main;");
        noticed("module", Module.TESTKIT, "dev.syncdb.testkit", "import dev.syncdb.servlet.Hub;");
    }

    @Test
    void aPackageOutsideThePlanIsFound() {
        noticed("no place", Module.CORE, "dev.syncdb.misc", "");
        noticed("no place", Module.CORE, "dev.syncdb.store", "import dev.syncdb.misc.Thing;");
        noticed("another module", Module.CORE, "dev.syncdb.client", "");
    }

    @Test
    void circlesOfPackagesAndFilesAreFound() {
        JavaSource hub = planted(
                Module.SERVER, "dev.syncdb.server", "Hub", "import dev.syncdb.server.log.Log;");
        JavaSource log = planted(
                Module.SERVER, "dev.syncdb.server.log", "Log", "class Log { Segment last; }");
        JavaSource segment = planted(
                Module.SERVER, "dev.syncdb.server.log", "Segment", "import dev.syncdb.server.Hub;");

        assertEquals(
                List.of(
                        "packages in a circle: dev.syncdb.server, dev.syncdb.server.log",
                        "files in a circle across packages: server/Hub.java, server/log/Log.java,"
                                + " server/log/Segment.java"),
                Layers.problems(List.of(hub, log, segment)));
    }

    @Test
    void commentsAndStringsAreNoImports() {
        JavaSource source = planted(
                Module.CORE,
                "dev.syncdb.value",
                "A",
                "/* dev.syncdb.store.Heap */ class A { String s = \"dev.syncdb.store.Heap\"; }"
                        + " // dev.syncdb.store.Heap");

        assertEquals(List.of(), Layers.problems(List.of(source)));
    }

    private static void noticed(String why, Module module, String packageName, String code) {
        List<String> problems = Layers.problems(List.of(planted(module, packageName, "A", code)));

        assertEquals(1, problems.size(), () -> "planted: " + code + ", found: " + problems);
        assertTrue(problems.get(0).contains(why), problems.get(0));
    }

    private static JavaSource planted(Module module, String packageName, String name, String code) {
        String folder = packageName.substring("dev.syncdb".length()).replace('.', '/');
        String path = folder.isEmpty() ? name : folder.substring(1) + "/" + name;
        return JavaSource.parse(module, path + ".java", "package " + packageName + ";\n" + code);
    }
}

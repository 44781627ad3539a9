package dev.syncdb.migration;

import dev.syncdb.error.ErrorCode;
import dev.syncdb.error.Incorrect;

import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The name of a file with a script: {@code V2__priority.sql}, or {@code U2__priority.sql}. */
record ScriptName(boolean isUp, int number, String name) {
    /** By number, then up before down, then name. */
    static final Comparator<ScriptName> ORDER = Comparator.comparing(ScriptName::number)
            .thenComparing(script -> !script.isUp())
            .thenComparing(ScriptName::name);

    private static final Pattern FORM = Pattern.compile("([VU])([1-9][0-9]{0,8})__(.+)\\.sql");

    static ScriptName up(int number, String name) {
        return new ScriptName(true, number, name);
    }

    static ScriptName down(int number, String name) {
        return new ScriptName(false, number, name);
    }

    /** True if a file is called so. */
    static boolean isOne(String file) {
        return FORM.matcher(file.substring(file.lastIndexOf('/') + 1)).matches();
    }

    /** Reads the name of a file, in whatever folder it is. Fails with CONFIGURATION. */
    static ScriptName of(String file) {
        String last = file.substring(file.lastIndexOf('/') + 1);
        Matcher form = FORM.matcher(last);
        if (!form.matches()) {
            throw new Incorrect(
                    ErrorCode.CONFIGURATION,
                    file + ": a script is called V2__what.sql, or U2__what.sql for the way back");
        }
        boolean isUp = form.group(1).equals("V");
        return new ScriptName(isUp, Integer.parseInt(form.group(2)), form.group(3));
    }

    @Override
    public String toString() {
        return (isUp ? "V" : "U") + number + "__" + name + ".sql";
    }
}

package dev.syncdb.sql.plan.term;

import dev.syncdb.value.Value;

import org.jspecify.annotations.Nullable;

import java.util.List;

/**
 * Date and time functions. Their time is UTC.
 *
 * @see <a href="https://www.sqlite.org/lang_datefunc.html">SQLite</a>
 */
final class DateFunctions {
    static final List<Function> ALL = List.of(
            function("date", 0, (moment, a) -> Value.of(moment.date())),
            function("time", 0, (moment, a) -> Value.of(moment.time())),
            function("datetime", 0, (moment, a) -> Value.of(moment.date() + " " + moment.time())),
            function("julianday", 0, (moment, a) -> Value.of(moment.julianDay())),
            function("unixepoch", 0, (moment, a) -> Value.of(moment.unixSeconds())),
            function(
                    "strftime",
                    1,
                    (moment, a) -> DateFormat.format(Conversions.toText(a[0]), moment)));

    private static final Term NOW = new Constant(Value.of("now"));

    private interface Rendering {
        Value of(Moment moment, Value[] arguments);
    }

    private DateFunctions() {}

    /** A function whose time value stands behind {@code skipped} arguments; none is now. */
    private static Function function(String name, int skipped, Rendering rendering) {
        Function.Body body = (arguments, call, frame) -> {
            Moment moment = moment(arguments, skipped, frame);
            return moment == null ? Value.NULL : rendering.of(moment, arguments);
        };
        Function.Determinism determinism = arguments -> isFixed(arguments, skipped);
        return new Function(name, skipped, Function.ANY, true, determinism, body);
    }

    /** True if the time value is written, and not as the present. */
    private static boolean isFixed(List<Term> arguments, int skipped) {
        return arguments.size() > skipped && !arguments.get(skipped).equals(NOW);
    }

    private static @Nullable Moment moment(Value[] arguments, int skipped, Frame frame) {
        if (arguments.length == skipped) {
            return Moment.ofUnixMillis(frame.wallMillis());
        }
        Moment moment = DateText.read(arguments[skipped], frame::wallMillis);
        for (int i = skipped + 1; i < arguments.length && moment != null; i++) {
            String modifier = Conversions.toText(arguments[i]);
            moment = i == skipped + 1
                    ? DateModifier.applyFirst(modifier, moment)
                    : DateModifier.apply(modifier, moment);
        }
        return moment == null || !moment.isValid() ? null : moment;
    }
}

package dev.syncdb.cli.demo;

import dev.syncdb.value.Value;

import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A database made of what every Java platform knows: time zones and their changes of offset,
 * currencies, countries and languages; and a list of tasks beside them, to be worked on.
 */
final class SampleScript {
    private static final int ROWS_PER_INSERT = 100;
    private static final int PEOPLE = 12;
    private static final int TASKS = 240;
    private static final int COMMENTS = 720;

    /** Changes of offset from this time on: a few thousand. */
    private static final Instant SINCE = Instant.parse("2000-01-01T00:00:00Z");

    private static final Instant UNTIL = Instant.parse("2026-01-01T00:00:00Z");

    private static final String TABLES = """
            CREATE TABLE zone (
              id INTEGER PRIMARY KEY,
              name TEXT NOT NULL UNIQUE,
              region TEXT NOT NULL
            );
            CREATE TABLE transition (
              zone_id INTEGER NOT NULL REFERENCES zone(id),
              at_second INTEGER NOT NULL,
              offset_before INTEGER NOT NULL CHECK (offset_before BETWEEN -64800 AND 64800),
              offset_after INTEGER NOT NULL CHECK (offset_after BETWEEN -64800 AND 64800),
              PRIMARY KEY (zone_id, at_second)
            );
            CREATE TABLE currency (
              code TEXT PRIMARY KEY CHECK (length(code) = 3),
              name TEXT NOT NULL,
              digits INTEGER NOT NULL DEFAULT 2
            );
            CREATE TABLE country (
              code TEXT PRIMARY KEY,
              name TEXT NOT NULL,
              currency TEXT REFERENCES currency(code)
            );
            CREATE TABLE language (
              code TEXT PRIMARY KEY,
              name TEXT NOT NULL
            );
            CREATE TABLE locale (
              tag TEXT PRIMARY KEY,
              language TEXT NOT NULL REFERENCES language(code),
              country TEXT REFERENCES country(code),
              name TEXT NOT NULL
            );
            CREATE TABLE person (
              id INTEGER PRIMARY KEY,
              name TEXT NOT NULL,
              country TEXT REFERENCES country(code)
            );
            CREATE TABLE task (
              id INTEGER PRIMARY KEY,
              owner INTEGER NOT NULL REFERENCES person(id),
              title TEXT NOT NULL CHECK (length(title) > 0),
              hours REAL NOT NULL DEFAULT 0.5 CHECK (hours >= 0),
              done INTEGER NOT NULL DEFAULT 0 CHECK (done IN (0, 1))
            );
            CREATE TABLE comment (
              id INTEGER PRIMARY KEY,
              task INTEGER NOT NULL REFERENCES task(id) ON DELETE CASCADE,
              author INTEGER NOT NULL REFERENCES person(id),
              body TEXT NOT NULL
            );
            CREATE INDEX comment_task ON comment(task);
            CREATE INDEX task_owner ON task(owner);
            """;

    private final StringBuilder script = new StringBuilder(TABLES);

    private SampleScript() {}

    /** The statements that make and fill the tables. */
    static String text() {
        SampleScript sample = new SampleScript();
        sample.zones();
        List<String> countries = sample.countries();
        sample.languages(countries);
        sample.tasks(countries);
        return sample.script.toString();
    }

    private void zones() {
        List<List<Object>> zones = new ArrayList<>();
        List<List<Object>> transitions = new ArrayList<>();
        for (String name : new TreeSet<>(ZoneId.getAvailableZoneIds())) {
            int slash = name.indexOf('/');
            // What has no region is an old alias of what has one.
            if (slash > 0 && !name.startsWith("Etc/") && !name.startsWith("SystemV/")) {
                long id = zones.size() + 1L;
                zones.add(List.of(id, name, name.substring(0, slash)));
                addTransitions(id, ZoneId.of(name).getRules(), transitions);
            }
        }
        insert("zone", zones);
        insert("transition", transitions);
    }

    private static void addTransitions(long zone, ZoneRules rules, List<List<Object>> rows) {
        ZoneOffsetTransition next = rules.nextTransition(SINCE);
        // The zones that change twice a year, for ever, would be most of the data.
        boolean isEndless = !rules.getTransitionRules().isEmpty();
        int left = isEndless ? 4 : Integer.MAX_VALUE;
        while (next != null && next.getInstant().isBefore(UNTIL) && left-- > 0) {
            rows.add(List.of(
                    zone,
                    next.toEpochSecond(),
                    (long) next.getOffsetBefore().getTotalSeconds(),
                    (long) next.getOffsetAfter().getTotalSeconds()));
            next = rules.nextTransition(next.getInstant());
        }
    }

    private List<String> countries() {
        Map<String, Currency> currencies = new TreeMap<>();
        for (Currency currency : Currency.getAvailableCurrencies()) {
            currencies.put(currency.getCurrencyCode(), currency);
        }
        List<List<Object>> rows = new ArrayList<>();
        currencies.forEach((code, currency) ->
                rows.add(List.of(code, currency.getDisplayName(Locale.ENGLISH), (long)
                        Math.max(0, currency.getDefaultFractionDigits()))));
        insert("currency", rows);
        List<String> codes = new ArrayList<>(new TreeSet<>(List.of(Locale.getISOCountries())));
        List<List<Object>> countries = new ArrayList<>();
        for (String code : codes) {
            Locale country = new Locale.Builder().setRegion(code).build();
            Currency currency = Currency.getInstance(country);
            Object money = currency == null ? Value.NULL : currency.getCurrencyCode();
            countries.add(List.of(code, country.getDisplayCountry(Locale.ENGLISH), money));
        }
        insert("country", countries);
        return codes;
    }

    private void languages(List<String> countries) {
        List<List<Object>> languages = new ArrayList<>();
        List<String> codes = new ArrayList<>(new TreeSet<>(List.of(Locale.getISOLanguages())));
        for (String code : codes) {
            Locale language = new Locale.Builder().setLanguage(code).build();
            languages.add(List.of(code, language.getDisplayLanguage(Locale.ENGLISH)));
        }
        insert("language", languages);
        List<Locale> locales = new ArrayList<>(List.of(Locale.getAvailableLocales()));
        locales.removeIf(locale -> !codes.contains(locale.getLanguage())
                || !locale.getScript().isEmpty()
                || !locale.getVariant().isEmpty()
                || !locale.getExtensionKeys().isEmpty());
        locales.sort(Comparator.comparing(Locale::toLanguageTag));
        List<List<Object>> rows = new ArrayList<>();
        for (Locale locale : locales) {
            String country = locale.getCountry();
            rows.add(List.of(
                    locale.toLanguageTag(),
                    locale.getLanguage(),
                    countries.contains(country) ? country : Value.NULL,
                    locale.getDisplayName(Locale.ENGLISH)));
        }
        insert("locale", rows);
    }

    private void tasks(List<String> countries) {
        String[] names = {"Ada", "Blaise", "Carl", "Dorothy", "Emmy", "Fibonacci"};
        String[] verbs = {"Plan", "Review", "Repair", "Translate", "Measure", "Announce"};
        List<List<Object>> people = new ArrayList<>();
        for (int i = 0; i < PEOPLE; i++) {
            String home = countries.get(i * 17 % countries.size());
            people.add(List.of(i + 1L, names[i % names.length] + " of " + home, home));
        }
        insert("person", people);
        List<List<Object>> tasks = new ArrayList<>();
        for (int i = 0; i < TASKS; i++) {
            String title = verbs[i % verbs.length] + " the trip to "
                    + new Locale.Builder()
                            .setRegion(countries.get(i * 31 % countries.size()))
                            .build()
                            .getDisplayCountry(Locale.ENGLISH);
            tasks.add(List.of(i + 1L, i * 7L % PEOPLE + 1, title, i % 16 / 2.0, i % 5 / 4L));
        }
        insert("task", tasks);
        List<List<Object>> comments = new ArrayList<>();
        for (int i = 0; i < COMMENTS; i++) {
            comments.add(List.of(
                    i + 1L,
                    i * 11L % TASKS + 1,
                    i * 5L % PEOPLE + 1,
                    "Note " + (i + 1) + ": " + verbs[i * 3 % verbs.length].toLowerCase(Locale.ROOT)
                            + " it again"));
        }
        insert("comment", comments);
    }

    private void insert(String table, List<List<Object>> rows) {
        for (int i = 0; i < rows.size(); i++) {
            boolean isFirst = i % ROWS_PER_INSERT == 0;
            boolean isLast = (i + 1) % ROWS_PER_INSERT == 0 || i + 1 == rows.size();
            script.append(isFirst ? "INSERT INTO " + table + " VALUES\n" : "");
            List<String> cells = new ArrayList<>();
            rows.get(i).forEach(cell -> cells.add(literal(cell)));
            script.append('(').append(String.join(",", cells)).append(isLast ? ");\n" : "),\n");
        }
    }

    private static String literal(Object cell) {
        if (cell instanceof Long integer) {
            return Value.of((long) integer).toSql();
        }
        if (cell instanceof Double real) {
            return Value.of((double) real).toSql();
        }
        return cell instanceof Value value
                ? value.toSql()
                : Value.of((String) cell).toSql();
    }
}
